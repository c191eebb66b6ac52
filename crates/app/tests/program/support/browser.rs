use super::page::{Form, Page};

/// A browser without scripts: cookies, links, forms, redirects.
#[derive(Clone, Debug)]
pub struct Browser {
    client: reqwest::Client,
    base: String,
    pub page: Page,
    typed: Vec<(String, Option<String>)>,
}

impl Browser {
    pub fn new(base: &str) -> Self {
        let client = reqwest::Client::builder().cookie_store(true).redirect(reqwest::redirect::Policy::none()).no_proxy().build().expect("a client");
        let page = Page { status: 0, address: String::new(), html: String::new(), bytes: Vec::new(), headers: Default::default() };
        Self { client, base: base.to_owned(), page, typed: Vec::new() }
    }

    /// Goes to a path, or an address, and where it leads.
    pub async fn get(&mut self, path: &str) -> &Page {
        let address = self.absolute(path);
        self.send(self.client.get(address)).await
    }

    /// What comes back first, redirects not followed.
    pub async fn get_once(&self, path: &str) -> Page {
        self.once(self.client.get(self.absolute(path))).await
    }

    pub async fn post(&mut self, path: &str, fields: &[(String, String)]) -> &Page {
        let request = self.client.post(self.absolute(path)).form(fields);
        self.send(request).await
    }

    pub async fn post_once(&self, path: &str, fields: &[(String, String)]) -> Page {
        self.once(self.client.post(self.absolute(path)).form(fields)).await
    }

    /// The token of this session's forms; empty for those without one.
    pub async fn token(&mut self) -> String {
        let page = self.get_once("/help").await;
        page.value("csrf").unwrap_or_default()
    }

    /// A request as it is made by hand.
    pub fn request(&self, method: reqwest::Method, path: &str) -> reqwest::RequestBuilder {
        self.client.request(method, self.absolute(path))
    }

    /// Follows the link with this text.
    #[track_caller]
    pub fn follow(&mut self, text: &str) -> impl Future<Output = &Page> {
        let href = self.page.link(text).unwrap_or_else(|| panic!("no link «{text}» on {}:\n{}", self.page.address, self.page.html));
        async move { self.get(&href).await }
    }

    /// Types into a field, or chooses the radio button of that value.
    pub fn fill(&mut self, name: &str, value: &str) -> &mut Self {
        self.typed.retain(|(n, _)| n != name);
        self.typed.push((name.to_owned(), Some(value.to_owned())));
        self
    }

    /// Ticks boxes of one name: these and no others.
    pub fn tick(&mut self, name: &str, values: &[&str]) -> &mut Self {
        self.typed.retain(|(n, _)| n != name);
        self.typed.push((name.to_owned(), None));
        self.typed.extend(values.iter().map(|value| (name.to_owned(), Some((*value).to_owned()))));
        self
    }

    /// Chooses the radio button with this label.
    #[track_caller]
    pub fn choose(&mut self, label: &str) -> &mut Self {
        let (name, value) = self.page.choice(label).unwrap_or_else(|| panic!("no choice «{label}» on {}:\n{}", self.page.address, self.page.html));
        self.fill(&name, &value)
    }

    /// The form around a button, as it would be sent with what was typed.
    #[track_caller]
    pub fn form(&mut self, button: &str) -> Form {
        let mut form = self.page.form(button).unwrap_or_else(|| panic!("no button «{button}» on {}:\n{}", self.page.address, self.page.html));
        let typed = std::mem::take(&mut self.typed);
        form.fields.retain(|(name, _)| !typed.iter().any(|(typed, _)| typed == name));
        form.fields.extend(typed.into_iter().filter_map(|(name, value)| Some((name, value?))));
        form
    }

    /// Presses a button.
    #[track_caller]
    pub fn press(&mut self, button: &str) -> impl Future<Output = &Page> {
        let form = self.form(button);
        async move { self.submit(&form).await }
    }

    pub async fn submit(&mut self, form: &Form) -> &Page {
        let action = self.relative(&form.action);
        if !form.post {
            let address = reqwest::Url::parse_with_params(&self.absolute(&action), &form.fields).unwrap();
            return self.get(address.as_str()).await;
        }
        let request = self.client.post(self.absolute(&action)).header("referer", &self.page.address).form(&form.fields);
        self.send(request).await
    }

    /// Sends a form with one file in it.
    pub async fn submit_with_file(&mut self, form: &Form, field: &str, name: &str, bytes: &[u8]) -> &Page {
        let request = self.with_file(&self.relative(&form.action), &form.fields, field, name, bytes).header("referer", &self.page.address);
        self.send(request).await
    }

    pub fn with_file(&self, action: &str, fields: &[(String, String)], field: &str, name: &str, bytes: &[u8]) -> reqwest::RequestBuilder {
        let mut body = Vec::new();
        for (name, value) in fields.iter().filter(|(name, _)| name != field) {
            body.extend_from_slice(format!("--file-boundary\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").as_bytes());
        }
        body.extend_from_slice(
            format!("--file-boundary\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\r\n").as_bytes(),
        );
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n--file-boundary--\r\n");
        self.client.post(self.absolute(action)).header("content-type", "multipart/form-data; boundary=file-boundary").body(body)
    }

    async fn send(&mut self, request: reqwest::RequestBuilder) -> &Page {
        let mut page = self.once(request).await;
        for _ in 0..12 {
            let Some(location) = page.headers.get("location").and_then(|l| l.to_str().ok()).map(str::to_owned) else { break };
            let next = join(&page.address, &location);
            page = self.once(self.client.get(next)).await;
        }
        self.page = page;
        &self.page
    }

    pub async fn once(&self, request: reqwest::RequestBuilder) -> Page {
        let response = request.send().await.expect("an answer");
        let (status, address, headers) = (response.status().as_u16(), response.url().to_string(), response.headers().clone());
        let bytes = response.bytes().await.expect("a body").to_vec();
        Page { status, address, html: String::from_utf8_lossy(&bytes).into_owned(), bytes, headers }
    }

    fn relative(&self, address: &str) -> String {
        if self.page.address.is_empty() { self.absolute(address) } else { join(&self.page.address, address) }
    }

    fn absolute(&self, path: &str) -> String {
        if path.starts_with("http") { path.to_owned() } else { join(&format!("{}/", self.base), path) }
    }
}

fn join(base: &str, address: &str) -> String {
    reqwest::Url::parse(base).and_then(|url| url.join(address)).map_or_else(
        |_| address.to_owned(),
        |mut url| {
            url.set_fragment(None);
            url.to_string()
        },
    )
}
