use scraper::{ElementRef, Html, Selector};

/// A page as a browser without scripts has it.
#[derive(Clone, Debug)]
pub struct Page {
    pub status: u16,
    /// The address after all redirects.
    pub address: String,
    pub html: String,
    pub bytes: Vec<u8>,
    pub headers: reqwest::header::HeaderMap,
}

/// A form, ready to be sent.
#[derive(Clone, Debug)]
pub struct Form {
    pub action: String,
    pub post: bool,
    pub fields: Vec<(String, String)>,
}

fn selector(css: &str) -> Selector {
    Selector::parse(css).expect("a selector")
}

fn text_of(element: ElementRef<'_>) -> String {
    element.text().collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Page {
    pub fn path(&self) -> &str {
        let rest = self.address.split_once("://").map_or(self.address.as_str(), |(_, rest)| rest);
        rest.find('/').map_or("/", |slash| &rest[slash..])
    }

    pub fn texts(&self, css: &str) -> Vec<String> {
        Html::parse_document(&self.html).select(&selector(css)).map(text_of).collect()
    }

    /// The text of the page's own part.
    pub fn text(&self) -> String {
        self.texts("main").join(" ")
    }

    pub fn heading(&self) -> String {
        self.texts("h1").join(" ")
    }

    #[track_caller]
    pub fn shows(&self, text: &str) -> &Self {
        assert!(self.text().contains(text), "«{text}» is not on {}:\n{}", self.address, self.text());
        self
    }

    #[track_caller]
    pub fn lacks(&self, text: &str) -> &Self {
        assert!(!self.html.contains(text), "«{text}» is on {}", self.address);
        self
    }

    /// What the error summary says, each with the id that it leads to.
    pub fn errors(&self) -> Vec<(String, String)> {
        let document = Html::parse_document(&self.html);
        let links = selector(".error-summary a");
        document.select(&links).map(|a| (a.attr("href").unwrap_or_default().trim_start_matches('#').to_owned(), text_of(a))).collect()
    }

    pub fn has_id(&self, id: &str) -> bool {
        Html::parse_document(&self.html).select(&selector("[id]")).any(|element| element.attr("id") == Some(id))
    }

    /// The value that a field shows.
    pub fn value(&self, name: &str) -> Option<String> {
        let document = Html::parse_document(&self.html);
        let field = document.select(&selector("input, textarea")).find(|e| e.attr("name") == Some(name) && e.attr("type") != Some("checkbox"))?;
        Some(if field.value().name() == "textarea" { field.text().collect() } else { field.attr("value").unwrap_or_default().to_owned() })
    }

    /// The values of the boxes or buttons of that name.
    pub fn choices(&self, name: &str) -> Vec<String> {
        let document = Html::parse_document(&self.html);
        let boxes = selector("input[type=checkbox], input[type=radio]");
        let named = document.select(&boxes).filter(|input| input.attr("name") == Some(name));
        named.filter_map(|input| input.attr("value")).map(str::to_owned).collect()
    }

    /// The names of the form's fields that begin so, each once.
    pub fn names(&self, beginning: &str) -> Vec<String> {
        let (document, fields) = (Html::parse_document(&self.html), selector("input, textarea"));
        let names = document.select(&fields).filter_map(|input| input.attr("name"));
        let unique: std::collections::BTreeSet<_> = names.filter(|name| name.starts_with(beginning)).map(str::to_owned).collect();
        unique.into_iter().collect()
    }

    /// Where a link with this text leads.
    pub fn link(&self, text: &str) -> Option<String> {
        let document = Html::parse_document(&self.html);
        document.select(&selector("a")).find(|a| text_of(*a).contains(text)).and_then(|a| a.attr("href")).map(str::to_owned)
    }

    /// All links whose address begins so.
    pub fn links_to(&self, beginning: &str) -> Vec<String> {
        let document = Html::parse_document(&self.html);
        document.select(&selector("a")).filter_map(|a| a.attr("href")).filter(|href| href.starts_with(beginning)).map(str::to_owned).collect()
    }

    /// The value of the radio button with this label.
    pub fn choice(&self, label: &str) -> Option<(String, String)> {
        let document = Html::parse_document(&self.html);
        let id = document.select(&selector("label")).find(|l| text_of(*l).contains(label))?.attr("for")?.to_owned();
        let input = document.select(&selector("input")).find(|i| i.attr("id") == Some(&id))?;
        Some((input.attr("name")?.to_owned(), input.attr("value").unwrap_or_default().to_owned()))
    }

    /// The form around the button with this text, filled in as it stands; the button is pressed.
    pub fn form(&self, button: &str) -> Option<Form> {
        let document = Html::parse_document(&self.html);
        let buttons = selector("button");
        let pressed = document.select(&buttons).rfind(|b| text_of(*b).contains(button) && b.attr("aria-hidden").is_none())?;
        let form = pressed.ancestors().filter_map(ElementRef::wrap).find(|element| element.value().name() == "form")?;
        let mut fields = Vec::new();
        for field in form.select(&selector("input, textarea")) {
            let Some(name) = field.attr("name") else { continue };
            let kind = field.attr("type").unwrap_or("text");
            let is_box = matches!(kind, "checkbox" | "radio");
            if field.value().name() == "textarea" {
                fields.push((name.to_owned(), field.text().collect()));
            } else if !is_box || field.attr("checked").is_some() {
                fields.push((name.to_owned(), field.attr("value").unwrap_or_default().to_owned()));
            }
        }
        for list in form.select(&selector("select")) {
            let options: Vec<_> = list.select(&selector("option")).collect();
            let chosen = options.iter().find(|option| option.attr("selected").is_some()).or(options.first());
            if let (Some(name), Some(chosen)) = (list.attr("name"), chosen) {
                fields.push((name.to_owned(), chosen.attr("value").unwrap_or_default().to_owned()));
            }
        }
        if let Some(name) = pressed.attr("name") {
            fields.push((name.to_owned(), pressed.attr("value").unwrap_or_default().to_owned()));
        }
        let post = form.attr("method").is_some_and(|m| m.eq_ignore_ascii_case("post"));
        Some(Form { action: form.attr("action").unwrap_or_default().to_owned(), post, fields })
    }
}
