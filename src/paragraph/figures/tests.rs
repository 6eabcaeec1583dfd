//! Sentences with what is read in them: "[span] bound value-high unit kind".

use super::super::{Bound, FigureKind};
use super::figures;
use crate::span::Span;

/// Reads one sentence and compares; figures are parted by "; ".
#[track_caller]
fn check(sentence: &str, expected: &str) {
    let read: Vec<String> = figures(sentence, &[Span::new(0, sentence.len())])
        .iter()
        .map(|figure| {
            let mut line = format!("[{}]", figure.span.of(sentence));
            line.push_str(match figure.bound {
                Bound::Exact => "",
                Bound::About => " about",
                Bound::MoreThan => " more-than",
                Bound::AtLeast => " at-least",
                Bound::LessThan => " less-than",
                Bound::AtMost => " at-most",
            });
            if let Some(value) = figure.value {
                line.push_str(&format!(" {value}"));
            }
            if let Some(high) = figure.high {
                line.push_str(&format!("-{high}"));
            }
            if !figure.unit.is_empty() {
                line.push_str(&format!(" {}", figure.unit));
            }
            line.push(' ');
            line.push_str(match figure.kind {
                FigureKind::Count => "count",
                FigureKind::Money => "money",
                FigureKind::Percent => "percent",
                FigureKind::Ratio => "ratio",
                FigureKind::Duration => "duration",
                FigureKind::Age => "age",
                FigureKind::Ordinal => "ordinal",
                FigureKind::Date => "date",
                FigureKind::Time => "time",
                FigureKind::Measure => "measure",
            });
            line
        })
        .collect();
    assert_eq!(read.join("; "), expected, "\nin: {sentence}");
}

/// Checks one pair a line, "sentence => figures".
#[track_caller]
fn check_all(table: &str) {
    for line in table.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (sentence, expected) = line.split_once("=>").unwrap_or((line, ""));
        check(sentence.trim(), expected.trim());
    }
}

#[test]
fn counts_come_with_the_thing_counted() {
    check_all(
        "
        At least 3,000 soldiers were moved. => [At least 3,000 soldiers] at-least 3000 soldiers count
        Two officials said so. => [Two officials] 2 officials count
        It has 70,000 active personnel. => [70,000 active personnel] 70000 active personnel count
        Some 1,500 special forces arrived. => [Some 1,500 special forces] about 1500 special forces count
        She saw 200 special forces personnel leave. => [200 special forces personnel] 200 special forces personnel count
        He freed 12 North Vandanian sailors. => [12 North Vandanian sailors] 12 North Vandanian sailors count
        Police held five Dallas firefighters. => [five Dallas firefighters] 5 Dallas firefighters count
        A 12-member panel met. => [12-member] 12 member count
        They need 40 more nurses. => [40 more nurses] 40 more nurses count
        The quake left 12 dead and 40 injured. => [12 dead] 12 dead count; [40 injured] 40 injured count
        They counted to 214. => [214] 214 count
        The town lost 40 000 trees. => [40 000 trees] 40000 trees count
        ",
    );
}

#[test]
fn numbers_may_be_words() {
    check_all(
        "
        Nearly one hundred and twenty homes burned. => [Nearly one hundred and twenty homes] about 120 homes count
        It bought twenty-five buses. => [twenty-five buses] 25 buses count
        It grew to two hundred and six thousand members. => [two hundred and six thousand members] 206000 members count
        Half a million people fled. => [Half a million people] 500000 people count
        He paid for half a dozen trips. => [half a dozen trips] 6 trips count
        At least a half-dozen clinics shut. => [At least a half-dozen clinics] at-least 6 clinics count
        Three dozen cars burned. => [Three dozen cars] 36 cars count
        Some 2.5 million chickens died. => [Some 2.5 million chickens] about 2500000 chickens count
        It needs five and a half million doses. => [five and a half million doses] 5500000 doses count
        The survey covers one billion and a half million birds. => [one billion and a half million birds] 1000500000 birds count
        A quarter of a million voters stayed home. => [A quarter of a million voters] 250000 voters count
        ",
    );
}

#[test]
fn bounds_stand_before_or_behind() {
    check_all(
        "
        Fewer than 30 families stayed. => [Fewer than 30 families] less-than 30 families count
        As many as 90 guests came. => [As many as 90 guests] at-most 90 guests count
        She has about a 20-point lead. => [about a 20-point] about 20 point count
        Well over 400 boats sailed. => [Well over 400 boats] more-than 400 boats count
        Up to 60 jobs may go. => [Up to 60 jobs] at-most 60 jobs count
        It takes 20 or more volunteers. => [20 or more volunteers] at-least 20 volunteers count
        Rain fell for 10 days or so. => [10 days or so] about 10 days duration
        The bus carries 60-plus pupils. => [60-plus pupils] at-least 60 pupils count
        It fined 500+ drivers. => [500+ drivers] at-least 500 drivers count
        The bank spent $4 billion over three years. => [$4 billion] 4000000000 USD money; [three years] 3 years duration
        He has led it for over three years. => [over three years] more-than 3 years duration
        She owes more than 7 million crowns ($300,000). => [more than 7 million crowns] more-than 7000000 CZK money; [$300,000] more-than 300000 USD money
        ",
    );
}

#[test]
fn ranges_have_two_ends() {
    check_all(
        "
        Between 3,000 and 5,000 miners walked out. => [Between 3,000 and 5,000 miners] 3000-5000 miners count
        It will hire 3,000 to 5,000 guards. => [3,000 to 5,000 guards] 3000-5000 guards count
        Growth of 1.0-1.5 percent is likely. => [1.0-1.5 percent] 1-1.5 % percent
        The dam costs $10 to $15 billion. => [$10 to $15 billion] 10000000000-15000000000 USD money
        The firm wants $3-5bn. => [$3-5bn] 3000000000-5000000000 USD money
        Three or four ships turned back. => [Three or four ships] 3-4 ships count
        It drew about 2000 - 2500 walkers. => [about 2000 - 2500 walkers] about 2000-2500 walkers count
        It takes about 40 to as many as 60 days. => [about 40 to as many as 60 days] about 40-60 days duration
        ",
    );
}

#[test]
fn a_change_is_no_range() {
    check_all(
        "
        Output rose 20 percent to 4,500 tonnes. => [20 percent] 20 % percent; [4,500 tonnes] 4500 tonnes measure
        Rents rose from $900 to $1,200. => [$900] 900 USD money; [$1,200] 1200 USD money
        Debt grew by $4 billion to $41 billion. => [$4 billion] 4000000000 USD money; [$41 billion] 41000000000 USD money
        Prices fell by 1 to 1.5 percent. => [1 to 1.5 percent] 1-1.5 % percent
        ",
    );
}

#[test]
fn scores_and_votes_have_two_sides() {
    check_all(
        "
        The senate passed it 52–48. => [52–48] 52-48 count
        Corrado won 3-1 at home. => [3-1] 3-1 count
        The bill fell by a vote of 52 to 48. => [52 to 48] 52-48 count
        The judges ruled by 5-to-4 votes. => [5-to-4 votes] 5-4 votes count
        Adler leads Brandt 45 to 40 percent. => [45 to 40 percent] 45-40 % percent
        ",
    );
}

#[test]
fn money_is_told_by_signs_and_words() {
    check_all(
        "
        The deal is worth more than $800 million. => [more than $800 million] more-than 800000000 USD money
        They want 800 million dollars. => [800 million dollars] 800000000 USD money
        It sold for £1.2bn. => [£1.2bn] 1200000000 GBP money
        He lost A$40,000 and 30 million yen. => [A$40,000] 40000 AUD money; [30 million yen] 30000000 JPY money
        Rail cost €55m, or US $60 million. => [€55m] 55000000 EUR money; [US $60 million] 60000000 USD money
        A stamp costs 50p here and 20 cents there. => [50p] 50 pence money; [20 cents] 20 cents money
        Oil costs $75 a barrel. => [$75 a barrel] 75 USD per barrel money
        The seat costs 3 dollars and 50 cents. => [3 dollars and 50 cents] 3.5 USD money
        A loss of $-50.8bn looms. => [$-50.8bn] -50800000000 USD money
        She lost two million pounds, he lost 12 pounds. => [two million pounds] 2000000 GBP money; [12 pounds] 12 lb measure
        It pays tens of thousands of dollars. => [tens of thousands of dollars] about 10000-100000 USD money
        ",
    );
}

#[test]
fn percent_and_percentage_points_differ() {
    check_all(
        "
        Prices rose 5.1%. => [5.1%] 5.1 % percent
        Sixty-two per cent agreed. => [Sixty-two per cent] 62 % percent
        His lead shrank by two percentage points. => [two percentage points] 2 percentage points percent
        Rates rose 25 basis points. => [25 basis points] 25 basis points measure
        ",
    );
}

#[test]
fn ratios_are_shares_of_one() {
    check_all(
        "
        One in five adults smokes. => [One in five adults] 0.2 adults ratio
        Nearly nine out of 10 farms closed. => [Nearly nine out of 10 farms] about 0.9 farms ratio
        Two-fifths of the voters stayed home. => [Two-fifths of the voters] 0.4 voters ratio
        More than half the pupils left. => [More than half the pupils] more-than 0.5 pupils ratio
        A quarter of all harvests failed. => [A quarter of all harvests] 0.25 harvests ratio
        They met five in 10 days.  => [10 days] 10 days duration
        ",
    );
}

#[test]
fn measures_and_durations_have_units() {
    check_all(
        "
        The road is 40km long. => [40km] 40 km measure
        Winds of 155mph hit the 6.1-inch pipe. => [155mph] 155 mph measure; [6.1-inch] 6.1 inches measure
        It held 1.2 million tonnes of grain. => [1.2 million tonnes] 1200000 tonnes measure
        The night fell to minus-30 degrees Celsius. => [minus-30 degrees Celsius] -30 °C measure
        She ran the 10,000m in Vanda. => [10,000m] 10000 m measure
        The wall is 1.8m high; 35m homes lack one. => [1.8m] 1.8 m measure; [35m homes] 35000000 homes count
        She won the women's 60m and the Olympic 200m. => [60m] 60 m measure; [200m] 200 m measure
        It pumps 800,000 barrels a day. => [800,000 barrels a day] 800000 barrels per day measure
        He waited 4.3 seconds. => [4.3 seconds] 4.3 seconds duration
        They fought for two and a half years. => [two and a half years] 2.5 years duration
        A two-year ban follows. => [two-year] 2 years duration
        ",
    );
}

#[test]
fn ages_are_no_counts() {
    check_all(
        "
        A 34-year-old man fell. => [34-year-old] 34 years age
        Ada Finch, 34, said so. => [34] 34 years age
        Girls aged 12 may enter. => [aged 12] 12 years age
        It asks men aged 18 to 34. => [aged 18 to 34] 18-34 years age
        She is 29 years old. => [29 years old] 29 years age
        The calf is ten months old. => [ten months old] 10 months age
        Players over the age of 21 pay. => [over the age of 21] more-than 21 years age
        ",
    );
}

#[test]
fn approximations_are_ranges() {
    check_all(
        "
        Dozens of villagers fled. => [Dozens of villagers] about 24-99 villagers count
        It cost thousands of lives. => [thousands of lives] about 1000-10000 lives count
        A handful of shops opened. => [A handful of shops] about 3-6 shops count
        Several hundred sheep drowned. => [Several hundred sheep] about 300-900 sheep count
        Her credit scores rose. =>
        ",
    );
}

#[test]
fn ordinals_rank_their_noun() {
    check_all(
        "
        The war is in its third year. => [third year] 3 year ordinal
        It is the 10th straight monthly record. => [10th straight monthly record] 10 record ordinal
        It was the first major city to do so. => [first major city] 1 city ordinal
        She finished second. => [second] 2 ordinal
        He won his seventh Lindt Cup title. => [seventh Lindt Cup title] 7 title ordinal
        They lost the first set. => [first set] 1 set ordinal
        It was his one hundred and twenty-fifth win. => [one hundred and twenty-fifth win] 125 win ordinal
        He first reported it. =>
        At first nobody came, and for a second she froze. =>
        It cites the First Amendment and first-hand accounts. =>
        ",
    );
}

#[test]
fn one_may_be_a_pronoun() {
    check_all(
        "
        It is one of the largest ports. =>
        No one came, and this one knew. =>
        How one feels is one thing. =>
        At least one soldier died. => [At least one soldier] at-least 1 soldier count
        One percent is enough. => [One percent] 1 % percent
        It fell one mile short. => [one mile] 1 miles measure
        ",
    );
}

#[test]
fn numbers_that_are_names_are_no_figures() {
    check_all(
        "
        Section 230 and article 5 apply. =>
        An F-16 followed the Boeing 737 and the A320. =>
        COVID-19 hit the Group of 20. =>
        The case, No. 14-915, is closed. =>
        See page 12 of version two on flight 404. =>
        Call 555-0142 or +44 20 7946 0958. =>
        She lives at 14 Marsh Lane. =>
        After 9/11 it ran 24/7. =>
        The 5G phone costs nothing at No. 7. =>
        The 49ers own the iPhone 14 Pro. =>
        Write to desk2@example.org or 192.168.10.4. =>
        (4) runs. =>
        ",
    );
}

#[test]
fn dates_stand_on_the_calendar() {
    check_all(
        "
        They met Wednesday. => [Wednesday] date
        They met on Wednesday, Oct. 23, 2024, in Oslo. => [Wednesday, Oct. 23, 2024] date
        It opened on 23 October 2024. => [23 October 2024] date
        It closed on the 3rd of March. => [the 3rd of March] date
        The fair runs Dec. 6-9. => [Dec. 6-9] date
        It began in June. => [June] date
        In May she may march. => [May] date
        Ms. May may march in March. => [March] date
        It broke in 2022 and again in 2022-23. => [2022] date; [2022-23] date
        It filed on 2024-10-23 and 10/24/2024. => [2024-10-23] date; [10/24/2024] date
        Since the 1990s it has grown. => [the 1990s] date
        He sang in the 60s. => [the 60s] date
        The 2018 sales rose. => [2018] date
        It seats 2000 people. => [2000 people] 2000 people count
        A church of the 12th century fell. => [the 12th century] date
        ",
    );
}

#[test]
fn dates_are_told_from_the_day_of_the_story() {
    check_all(
        "
        Late last week they left. => [Late last week] date
        It rose earlier this month. => [earlier this month] date
        He left two weeks ago, she left a year ago. => [two weeks ago] 2 weeks date; [a year ago] date
        Sales fell in the third quarter. => [the third quarter] date
        Sales fell in the first half of 2024. => [the first half of 2024] date
        It ends by the end of the month. => [the end of the month] date
        They met on Monday night's train. => [Monday night's] date
        She returns on Christmas Eve. => [Christmas Eve] date
        The fair opens on New Year's Day. => [New Year's Day] date
        The fair closed on Labor Day 2031 and Good Friday. => [Labor Day 2031] date; [Good Friday] date
        Labor won the day. =>
        It rained between 2 and 4:30 p.m. on Monday. => [2 and 4:30 p.m.] time; [Monday] date
        She called at 7 in the evening. => [7 in the evening] time
        In his last year he wrote little. =>
        ",
    );
}

#[test]
fn times_of_day_are_no_numbers() {
    check_all(
        "
        Polls close at 9:30 p.m. on Sunday. => [9:30 p.m.] time; [Sunday] date
        It hit at 0830 GMT. => [0830 GMT] time
        The shop opens at 5.25am. => [5.25am] time
        They met at noon and left at three o'clock. => [noon] time; [three o'clock] time
        ",
    );
}

#[test]
fn figures_are_sorted_and_apart_in_any_text() {
    let words = [
        "one", "half", "of", "a", "million", "$", "5", "-", "–", "to", "and", "between", "%",
        "3rd", "May", "2024", ",", "the", "last", "week", "“", "é", "½", "’s", "more", "than",
        "or", "(", "p.m.", "m", "1,000", "/", "twenty",
    ];
    let mut seed = 7_u64;
    for _ in 0..4_000 {
        let mut text = String::new();
        for _ in 0..12 {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            text.push_str(words[(seed >> 33) as usize % words.len()]);
            if seed & 0x10_0000_0000 != 0 {
                text.push(' ');
            }
        }
        let mut end = 0;
        for figure in figures(&text, &[Span::new(0, text.len())]) {
            assert!(
                figure.span.start >= end && figure.span.end > figure.span.start,
                "{text}"
            );
            assert!(!figure.span.of(&text).is_empty(), "{text}");
            end = figure.span.end;
        }
    }
}
