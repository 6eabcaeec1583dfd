//! How a hover writes a figure's value.

use super::lines::escaped;
use crate::paragraph::{Bound, Figure, FigureKind};

/// "at least 3,000 soldiers" as read: "3,000 soldiers or more".
pub fn amount(figure: &Figure) -> Option<String> {
    if figure.kind == FigureKind::Ordinal {
        return None;
    }
    if figure.kind == FigureKind::Ratio && figure.high.is_none() {
        return Some(bounded(
            figure.bound,
            &format!("{}%", number(figure.value? * 100.0)),
        ));
    }
    let low = figure.value?;
    let value = match figure.high {
        Some(high) => format!("{} to {}", plain(low, figure), with_unit(high, figure)),
        None => with_unit(low, figure),
    };
    let note = currency(&figure.unit).map_or(String::new(), |it| format!(" ({})", it.2));
    let value = match figure.high {
        Some(_) => value,
        None => bounded(figure.bound, &value),
    };
    Some(format!("{value}{note}"))
}

fn bounded(bound: Bound, value: &str) -> String {
    match bound {
        Bound::Exact => value.to_owned(),
        Bound::About => format!("about {value}"),
        Bound::MoreThan => format!("more than {value}"),
        Bound::AtLeast => format!("{value} or more"),
        Bound::LessThan => format!("less than {value}"),
        Bound::AtMost => format!("{value} or less"),
    }
}

fn with_unit(value: f64, figure: &Figure) -> String {
    let value = plain(value, figure);
    match (figure.kind, &*figure.unit) {
        (_, "") => value,
        (_, "%") => format!("{value}%"),
        (FigureKind::Money, unit) => {
            let (code, rate) = unit.split_once(" per ").unwrap_or((unit, ""));
            let rate = if rate.is_empty() {
                String::new()
            } else {
                format!(" a {rate}")
            };
            match currency(code) {
                Some(_) => format!("{value}{rate}"),
                None => format!("{value} {code}{rate}"),
            }
        }
        (_, unit) => format!("{value} {}", escaped(unit)),
    }
}

/// "$22", "13.5 RUB".
pub fn money(value: f64, unit: &str) -> String {
    match currency(unit) {
        Some((_, sign, _)) => format!("{sign}{}", large(value)),
        None => format!(
            "{} {}",
            large(value),
            unit.split(' ').next().unwrap_or(unit)
        ),
    }
}

/// Without its unit, but with the sign of a currency.
fn plain(value: f64, figure: &Figure) -> String {
    match currency(&figure.unit).filter(|_| figure.kind == FigureKind::Money) {
        Some((_, sign, _)) => format!("{sign}{}", large(value)),
        None if figure.kind == FigureKind::Money => large(value),
        None => number(value),
    }
}

/// The code of the unit of money, its sign, and what it is called.
fn currency(unit: &str) -> Option<(&'static str, &'static str, &'static str)> {
    const KNOWN: [(&str, &str, &str); 7] = [
        ("USD", "$", "U.S. dollars"),
        ("GBP", "£", "British pounds"),
        ("EUR", "€", "euros"),
        ("JPY", "¥", "Japanese yen"),
        ("AUD", "A$", "Australian dollars"),
        ("CAD", "C$", "Canadian dollars"),
        ("INR", "₹", "Indian rupees"),
    ];
    let code = unit.split(' ').next().unwrap_or(unit);
    KNOWN.into_iter().find(|it| it.0 == code)
}

/// "800 million", "1.25 billion", "12,500".
pub fn large(value: f64) -> String {
    for (size, word) in [(1e12, "trillion"), (1e9, "billion"), (1e6, "million")] {
        if value.abs() >= size {
            return format!("{} {word}", number(value / size));
        }
    }
    number(value)
}

/// With commas between thousands, and at most three places behind the point.
pub fn number(value: f64) -> String {
    let places = format!("{value:.3}");
    let (whole, part) = places.split_once('.').unwrap_or((&places, ""));
    let digits = whole.trim_start_matches('-');
    let mut res = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            res.push(',');
        }
        res.push(c);
    }
    let part = part.trim_end_matches('0');
    let sign = if value < 0.0 { "-" } else { "" };
    if part.is_empty() {
        format!("{sign}{res}")
    } else {
        format!("{sign}{res}.{part}")
    }
}

/// With two significant digits, three where it is at least a hundred: for what is worked out.
pub fn rounded(value: f64) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return value;
    }
    let digits = value.abs().log10().floor() as i32;
    let kept = if digits >= 2 { 2 } else { 1 };
    let unit = 10f64.powi(digits - kept);
    (value / unit).round() * unit
}
