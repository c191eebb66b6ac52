//! What the figures were measured on.

use std::{fs, path::Path, process::Command};

/// Processors, memory, kernel, the disk under `folder`.
pub fn description(folder: &Path) -> String {
    let processor = field("/proc/cpuinfo", "model name").unwrap_or_default();
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let memory = field("/proc/meminfo", "MemTotal").unwrap_or_default();
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    let disk = Command::new("df").args(["--output=fstype,source"]).arg(folder).output();
    let disk = disk.map(|df| String::from_utf8_lossy(&df.stdout).lines().nth(1).unwrap_or_default().to_owned()).unwrap_or_default();
    format!("{cores} cores, {processor}, {memory}, Linux {}, {} on {disk}\n{}", kernel.trim(), folder.display(), load())
}

pub fn load() -> String {
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    format!("load average: {}", load.split(' ').take(3).collect::<Vec<_>>().join(" "))
}

/// The value after `name:` in one of the kernel's files.
pub fn field(file: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(file).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix(name))?;
    Some(line.trim_start_matches(['\t', ' ', ':']).to_owned())
}
