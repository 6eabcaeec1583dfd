fn main() -> std::process::ExitCode {
    copydesk::cli::run(std::env::args_os())
}
