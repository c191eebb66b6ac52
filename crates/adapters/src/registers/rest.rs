//! The code server's interface, CodeServer REST API v6 (registers 1.2): pages of rows, values as lists of texts.

use std::{collections::HashMap, time::Duration};

use kit_core::Day;
use ports::{Answer, RegisterSource, SourceFault, SourceRow};
use reqwest::{Client, Response, StatusCode};
use serde::{Deserialize, de::DeserializeOwned};

/// Rows of a page; the server gives no more.
const PAGE: u64 = 500;
/// Bytes of a page at most.
const LARGEST: usize = 32 << 20;
/// A page is asked for so often, with so many seconds between.
const TRIES: u32 = 4;
const PATIENCE: Duration = Duration::from_secs(2);
/// What stands beside the attributes of each row.
const OWN: [&str; 4] = ["conceptCodeId", "beginDate", "expirationDate", "status"];

/// Where a register is in the code server.
#[derive(Clone, Debug)]
pub struct CodeServer {
    /// `https://koodistopalvelu.kanta.fi/codeserver/csapi/v6`, no slash at the end.
    pub address: String,
    /// The OID of the register, and of its version.
    pub classification: String,
    pub version: String,
}

impl CodeServer {
    /// Where a register or a code list is, by its key; none: the code server does not have it, or nobody knows under which number.
    pub fn with(address: String, key: &str) -> Option<Self> {
        let (classification, version) = match key {
            "providers" => ("1.2.246.537.6.202", "1.2.246.537.6.202.2008"),
            "practitioners" => ("1.2.246.537.6.203", "1.2.246.537.6.203.2014"),
            "service-task" => ("1.2.246.537.6.1221", "1.2.246.537.6.1221.201601"),
            _ => return None,
        };
        Some(Self { address, classification: classification.to_owned(), version: version.to_owned() })
    }
}

/// Reads one register, page after page.
#[derive(Debug)]
pub struct Rest {
    http: Client,
    at: CodeServer,
    /// Only what has changed since, struck out rows included.
    since: Option<Day>,
    columns: Vec<String>,
    page: u64,
    pages: u64,
    total: Option<u64>,
    read: u64,
}

impl Rest {
    /// Asks nothing yet.
    pub fn new(at: CodeServer, since: Option<Day>) -> anyhow::Result<Self> {
        let http = crate::http::client(&at.address)?;
        Ok(Self { http, at, since, columns: Vec::new(), page: 0, pages: 1, total: None, read: 0 })
    }

    async fn ask<T: DeserializeOwned>(&self, path: &str) -> Result<Option<T>, SourceFault> {
        let mut last = String::new();
        for attempt in 0..TRIES {
            if attempt > 0 {
                tokio::time::sleep(PATIENCE * attempt).await;
            }
            let asked =
                self.http.get(format!("{}/classifications/{}{path}", self.at.address, self.at.classification)).timeout(Duration::from_secs(60));
            match asked.send().await {
                Ok(answer) if answer.status() == StatusCode::NO_CONTENT => return Ok(None),
                Ok(answer) if answer.status() == StatusCode::OK => return read(answer).await.map(Some),
                Ok(answer) if answer.status().is_client_error() => return Err(SourceFault::Unavailable(format!("it answers {}", answer.status()))),
                Ok(answer) => last = format!("it answers {}", answer.status()),
                Err(error) => last = error.without_url().to_string(),
            }
        }
        Err(SourceFault::Unavailable(last))
    }

    async fn next(&mut self) -> Result<Vec<SourceRow>, SourceFault> {
        if self.page >= self.pages {
            return Ok(Vec::new());
        }
        self.page += 1;
        let (version, page) = (&self.at.version, self.page);
        let changes = self.since.map(|day| format!("&status=DELETED&modifiedAfter={}", day.iso())).unwrap_or_default();
        let path = format!("/versions/{version}/conceptcodes?status=ACTIVE{changes}&sortBy=CONCEPTCODEID&pageSize={PAGE}&page={page}");
        let Some(found) = self.ask::<Page>(&path).await? else {
            self.pages = 0;
            return Ok(Vec::new());
        };
        // The last page is one of them.
        self.pages = found.total_pages;
        self.total = Some(found.total_items);
        if found.concept_codes.is_empty() && self.page < self.pages {
            return Err(SourceFault::Damaged(format!("page {page} of {} is empty", self.pages)));
        }
        let rows: Vec<SourceRow> =
            (self.read + 1..).zip(found.concept_codes).map(|(line, row)| SourceRow { line, cells: Some(row.cells(&self.columns)) }).collect();
        self.read += rows.len() as u64;
        Ok(rows)
    }
}

impl RegisterSource for Rest {
    /// From the definition of the version: a column that has gone is told before a row is read.
    fn columns(&mut self) -> Answer<'_, Result<Vec<String>, SourceFault>> {
        Box::pin(async {
            let version = self.ask::<Version>(&format!("/versions/{}", self.at.version)).await?;
            let version = version.ok_or_else(|| SourceFault::Damaged("it does not know this version of the register".to_owned()))?;
            self.columns = OWN.map(str::to_owned).into_iter().chain(version.definitions.into_iter().map(|field| field.field_name)).collect();
            Ok(self.columns.clone())
        })
    }

    fn rows(&mut self) -> Answer<'_, Result<Vec<SourceRow>, SourceFault>> {
        Box::pin(self.next())
    }

    fn expected(&self) -> Option<u64> {
        self.total
    }
}

/// Reads an answer to its end, but no more than a page may have.
async fn read<T: DeserializeOwned>(mut answer: Response) -> Result<T, SourceFault> {
    let mut bytes = Vec::new();
    while let Some(some) = answer.chunk().await.map_err(|error| SourceFault::Unavailable(error.without_url().to_string()))? {
        bytes.extend_from_slice(&some);
        if bytes.len() > LARGEST {
            return Err(SourceFault::TooLarge(format!("a page has more than {LARGEST} bytes")));
        }
    }
    serde_json::from_slice(&bytes).map_err(|error| SourceFault::Damaged(error.to_string()))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Version {
    definitions: Vec<FieldOfVersion>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct FieldOfVersion {
    field_name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Page {
    #[serde(default)]
    concept_codes: Vec<ConceptCode>,
    total_items: u64,
    total_pages: u64,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ConceptCode {
    concept_code_id: String,
    status: Option<String>,
    begin_date: Option<String>,
    expiration_date: Option<String>,
    #[serde(default)]
    attributes: Vec<Attribute>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Attribute {
    attribute_name: String,
    /// No value, no list, an empty list and a list of an empty text are all the same: nothing.
    #[serde(default)]
    attribute_value: Option<Vec<Option<String>>>,
}

impl ConceptCode {
    fn cells(self, columns: &[String]) -> Vec<String> {
        let own = [("status", self.status), ("beginDate", self.begin_date), ("expirationDate", self.expiration_date)];
        let own = own.into_iter().map(|(name, value)| (name.to_owned(), value.unwrap_or_default()));
        let first = |values: Option<Vec<Option<String>>>| values.into_iter().flatten().flatten().next().unwrap_or_default();
        let attributes = self.attributes.into_iter().map(|attribute| (attribute.attribute_name, first(attribute.attribute_value)));
        let mut all: HashMap<String, String> = attributes.chain(own).collect();
        all.insert("conceptCodeId".to_owned(), self.concept_code_id);
        columns.iter().map(|name| all.remove(name).unwrap_or_default()).collect()
    }
}
