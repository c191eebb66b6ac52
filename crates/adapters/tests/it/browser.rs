use std::collections::HashMap;

use reqwest::{Client, StatusCode, Url, header, redirect::Policy};

/// Opens the page, sees that it is a stand-in's, fills in its form, and returns the query that the browser is sent
/// back with.
pub async fn answer(page: &str, choices: &[(&str, &str)]) -> HashMap<String, String> {
    let browser = Client::builder().redirect(Policy::none()).no_proxy().build().unwrap();
    let shown = browser.get(page).send().await.unwrap();
    assert_eq!(shown.status(), StatusCode::OK);
    assert!(shown.text().await.unwrap().contains("ei oikea Suomi.fi"));
    let page = Url::parse(page).unwrap();
    let mut form = vec![("request", page.query().unwrap())];
    form.extend_from_slice(choices);
    let answer = browser.post(page.clone()).form(&form).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    query(answer.headers()[header::LOCATION].to_str().unwrap())
}

pub fn query(address: &str) -> HashMap<String, String> {
    Url::parse(address).unwrap().query_pairs().into_owned().collect()
}

/// Where a link leads.
pub async fn follow(address: &str) -> String {
    let browser = Client::builder().redirect(Policy::none()).no_proxy().build().unwrap();
    let answer = browser.get(address).send().await.unwrap();
    answer.headers()[header::LOCATION].to_str().unwrap().to_owned()
}
