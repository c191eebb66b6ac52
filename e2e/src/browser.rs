use std::{path::Path, path::PathBuf, time::Duration};

use anyhow::{Context, Result, bail, ensure};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use fantoccini::{Client, ClientBuilder, Locator, wd::TimeoutConfiguration};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use crate::{driver::Driver, new_folder};

/// What kind of reader this is.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Width and height of the page's area, in CSS pixels.
    pub size: (u32, u32),
    pub scripts: bool,
    /// What the browser asks for: `fi`, `sv`, `en`.
    pub language: &'static str,
}

impl Default for Options {
    fn default() -> Self {
        Self { size: (1280, 900), scripts: true, language: "fi" }
    }
}

/// A browser of its own: no history, no cookies. It is closed when the value is dropped.
#[derive(Debug)]
pub struct Browser {
    pub(crate) client: Client,
    base: String,
    profile: PathBuf,
    pub(crate) scripts: bool,
    driver: Driver,
}

impl Browser {
    /// `base` is the address that paths are added to, e.g. `http://127.0.0.1:8080`.
    pub async fn open(base: &str, options: Options) -> Result<Self> {
        let profile = new_folder("browser")?;
        let mut driver = Driver::start()?;
        let mut connector = HttpConnector::new();
        connector.set_nodelay(true);
        let mut builder = ClientBuilder::new(connector);
        if let Value::Object(wanted) = capabilities(&profile, options) {
            builder.capabilities(wanted);
        }
        let client = builder.connect(&format!("http://127.0.0.1:{}", driver.port)).await.context("Chromium does not start")?;
        driver.session = client.session_id().await?;
        client.update_timeouts(TimeoutConfiguration::new(Some(Duration::from_secs(60)), Some(Duration::from_secs(30)), Some(Duration::ZERO))).await?;
        let browser = Self { client, base: base.to_owned(), profile, scripts: options.scripts, driver };
        browser.resize(options.size)?;
        Ok(browser)
    }

    /// Makes the page's area so large.
    pub fn resize(&self, size: (u32, u32)) -> Result<()> {
        let page = json!({ "width": size.0, "height": size.1, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", page).map(drop)
    }

    /// A path of the program, or a whole address.
    pub async fn goto(&self, path: &str) -> Result<()> {
        let address = if path.contains("://") { path.to_owned() } else { format!("{}{path}", self.base) };
        self.client.goto(&address).await.with_context(|| address)
    }

    pub async fn reload(&self) -> Result<()> {
        Ok(self.client.refresh().await?)
    }

    pub async fn back(&self) -> Result<()> {
        Ok(self.client.back().await?)
    }

    /// Remembers the page that is shown, so that one can wait for the next.
    pub(crate) async fn mark_page(&self) -> Result<()> {
        self.client.execute("window.isOldPage = true", vec![]).await?;
        Ok(())
    }

    /// Waits until another page than the marked one is there as a whole.
    pub(crate) async fn wait_for_new_page(&self) -> Result<()> {
        const IS_NEW: &str = "return !window.isOldPage && document.readyState === 'complete' && location.protocol !== 'about:'";
        const PATIENCE: u32 = 1000;
        for _ in 0..PATIENCE {
            // Between two pages there is none to ask.
            if self.client.execute(IS_NEW, vec![]).await.is_ok_and(|answer| answer == Value::Bool(true)) {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        bail!("still on the same page, {}:\n{}", self.address().await?, self.text().await?)
    }

    /// Path and query of the page that is shown.
    pub async fn path(&self) -> Result<String> {
        let address = self.client.current_url().await?;
        let query = address.query().map(|query| format!("?{query}")).unwrap_or_default();
        Ok(format!("{}{query}", address.path()))
    }

    /// The whole address of the page that is shown.
    pub async fn address(&self) -> Result<String> {
        Ok(self.client.current_url().await?.to_string())
    }

    pub async fn title(&self) -> Result<String> {
        Ok(self.client.title().await?)
    }

    /// What a reader sees of the page, as text.
    pub async fn text(&self) -> Result<String> {
        Ok(self.client.find(Locator::Css("body")).await?.text().await?)
    }

    /// The page's heading.
    pub async fn heading(&self) -> Result<String> {
        Ok(self.client.find(Locator::Css("h1")).await?.text().await?)
    }

    /// Does a reader see this?
    pub async fn shows(&self, text: &str) -> Result<bool> {
        Ok(self.text().await?.contains(text))
    }

    /// Fails, with the page's text, unless a reader sees this.
    pub async fn must_show(&self, text: &str) -> Result<()> {
        let (page, address) = (self.text().await?, self.address().await?);
        ensure!(page.contains(text), "«{text}» is not on {address}:\n{page}");
        Ok(())
    }

    /// The whole page, as long as it is, as PNG.
    pub async fn screenshot(&self, file: &Path) -> Result<()> {
        self.capture(file, json!({ "captureBeyondViewport": true }))
    }

    /// What the screen shows of the page, as PNG.
    pub async fn picture(&self, file: &Path) -> Result<()> {
        self.capture(file, json!({}))
    }
    /// Is the page wider than the screen at this width (CSS pixels)? What sticks out, if so. The size stays.
    pub async fn overflows_at_width(&self, width: u32) -> Result<Option<String>> {
        const WIDER: &str = "
            const width = document.documentElement.clientWidth;
            if (document.documentElement.scrollWidth <= width) return null;
            const out = [...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > width + 1);
            return document.documentElement.scrollWidth + ' px: ' + out.slice(0, 5).map(e => e.outerHTML.slice(0, 120)).join(' | ');";
        self.resize((width, 900))?;
        Ok(self.client.execute(WIDER, vec![]).await?.as_str().map(str::to_owned))
    }

    /// Runs a script in the page. It runs in spite of the page's own rules for scripts.
    pub async fn script(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        Ok(self.client.execute(script, arguments).await?)
    }
}

impl Browser {
    fn capture(&self, file: &Path, how: Value) -> Result<()> {
        let shot = self.devtools("Page.captureScreenshot", how)?;
        let data = shot["data"].as_str().context("no picture")?;
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(file, STANDARD.decode(data)?).with_context(|| file.display().to_string())
    }

    /// Asks the browser for what the driver's standard does not have.
    fn devtools(&self, command: &str, parameters: Value) -> Result<Value> {
        let session = self.driver.session.as_deref().unwrap_or_default();
        self.driver.request("POST", &format!("/session/{session}/goog/cdp/execute"), &json!({ "cmd": command, "params": parameters }))
    }
}

fn capabilities(profile: &Path, options: Options) -> Value {
    let mut preferences = json!({ "intl.accept_languages": options.language, "download.default_directory": profile });
    if !options.scripts {
        preferences["profile.managed_default_content_settings.javascript"] = 2.into();
    }
    let profile = format!("--user-data-dir={}", profile.display());
    let language = format!("--lang={}", options.language);
    let mut arguments = vec![profile.as_str(), language.as_str()];
    arguments.extend(["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run"]);
    arguments.extend(["--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars"]);
    json!({ "browserName": "chrome", "goog:chromeOptions": { "args": arguments, "prefs": preferences } })
}

impl Drop for Browser {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.profile).ok();
    }
}
