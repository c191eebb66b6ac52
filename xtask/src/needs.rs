//! What the tests need beside Rust: looked for, installed when we may, else named.
//!
//! Programs come from the system's packages; everything else goes under `target/tools`.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Result, bail};

use crate::steps::{command, root, run, succeeds};

const PYTHON_PACKAGES: [&str; 3] = ["aiosmtpd==1.4.6", "page-validation==0.11.0", "holidays==0.109"];
const AXE: &str = "axe-core@4.14.1";
const OPENID_PROVIDER: &str = "oidc-provider@9.13.3";

/// PostgreSQL's own programs; the tests start it themselves.
pub fn postgres() -> Result<()> {
    let of_debian = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().any(|entry| entry.path().join("bin/initdb").exists());
    system("PostgreSQL", of_debian || in_path("initdb"), "postgresql-15")
}

pub fn browser() -> Result<()> {
    system("Chromium and its driver", in_path("chromium") && in_path("chromedriver"), "chromium chromium-driver")
}

pub fn load_tools() -> Result<()> {
    postgres()?;
    system("wrk", in_path("wrk"), "wrk")
}

/// A Python of our own with a foreign mail server, the checker of documents and another calendar.
pub fn python() -> Result<PathBuf> {
    let folder = tools().join("python");
    let python = folder.join("bin/python");
    let installed = folder.join(format!("{}.installed", PYTHON_PACKAGES.join("+")));
    if !installed.exists() {
        system("Python with venv", succeeds("python3 -c __import__(\"ensurepip\")"), "python3-venv")?;
        run(command("python3 -m venv").arg(&folder))?;
        run(command(&python.to_string_lossy()).args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]).args(PYTHON_PACKAGES))?;
        fs::write(installed, "")?;
    }
    Ok(python)
}

/// The accessibility checker that is given to the browser.
pub fn axe() -> Result<()> {
    node_package("node", AXE)
}

/// An identity provider that others have made. Without Node its test says that it is skipped.
pub fn openid_provider() -> Result<()> {
    if in_path("node") {
        return node_package("node-oidc", OPENID_PROVIDER);
    }
    println!("Node is missing: the login is not tried with a foreign identity provider");
    Ok(())
}

fn node_package(folder: &str, package: &str) -> Result<()> {
    let folder = tools().join(folder);
    let (name, version) = package.split_once('@').unwrap_or((package, ""));
    let installed = fs::read_to_string(folder.join("node_modules").join(name).join("package.json")).unwrap_or_default();
    if !installed.contains(&format!("\"version\": \"{version}\"")) {
        system("npm", in_path("npm"), "npm")?;
        fs::create_dir_all(&folder)?;
        run(command("npm install --no-save --no-audit --no-fund --ignore-scripts --prefix").arg(&folder).arg(format!("{name}@{version}")))?;
    }
    Ok(())
}

fn tools() -> PathBuf {
    root().join("target/tools")
}

/// A program of the system: there, or installed now, or named.
fn system(what: &str, there: bool, packages: &str) -> Result<()> {
    if there {
        return Ok(());
    }
    let install = format!("apt-get install -y --no-install-recommends {packages}");
    if !(succeeds("test -w /usr/bin") && in_path("apt-get")) {
        bail!("{what} is missing and cannot be installed from here. As root:\n    {install}");
    }
    println!("{what} is missing: installed now");
    if run(command(&install).env("DEBIAN_FRONTEND", "noninteractive")).is_err() {
        run(&mut command("apt-get update"))?;
        run(command(&install).env("DEBIAN_FRONTEND", "noninteractive"))?;
    }
    Ok(())
}

fn in_path(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).chain([PathBuf::from("/usr/sbin")]).any(|folder| Path::new(&folder).join(program).exists())
}
