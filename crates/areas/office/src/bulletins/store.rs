use identity::access::log::LogRow;
use kit_core::{Instant, Language, Uuid, id_type};
use kit_db::{DbError, Read, Row, Sql, Tx, values};
use kit_web::Fields;

use super::{
    rules::{Checked, Kind, Words},
    state::State,
};

id_type!(
    /// A notice by role.
    BulletinId
);

#[derive(Clone, Debug)]
pub struct Bulletin {
    pub id: BulletinId,
    pub kind: Kind,
    pub state: State,
    pub revision: i64,
    pub title: String,
    pub fields: Fields,
    /// What was typed came through the check.
    pub complete: bool,
    pub by_mail: bool,
    pub by_text_message: bool,
    pub changed_at: Instant,
    pub written_by: String,
    pub sent: Option<(Instant, String)>,
    pub done_at: Option<Instant>,
}

const ADD: Sql = Sql(
    "INSERT INTO bulletin (id, kind, state, revision, title, search, fields, complete, urgent, by_mail, by_text_message, created_at, changed_at, written_by)
     VALUES ($1, $2, 'draft', 1, $3, $4, $5, $6, $7, $8, $9, $10, $10, $11)",
);
const FIND: Sql =
    Sql("SELECT id, kind, state, revision, title, fields, complete, by_mail, by_text_message, changed_at, written_by, sent_at, sent_by,
            done_at
     FROM bulletin WHERE id = $1");
const SAVE: Sql = Sql("UPDATE bulletin SET title = $3, search = $4, fields = $5, complete = $6, by_mail = $7, by_text_message = $8, changed_at = $9,
            written_by = $10, revision = revision + 1
     WHERE id = $1 AND revision = $2 AND state = 'draft'");
const LIST: Sql = Sql("SELECT id, kind, state, revision, title, '[]', complete, by_mail, by_text_message, changed_at, written_by, sent_at, sent_by,
            done_at
     FROM bulletin WHERE search LIKE $1 ESCAPE '!' AND (kind = $2 OR $2 = '') ORDER BY changed_at DESC, id DESC LIMIT $3 OFFSET $4");
const COUNT: Sql = Sql("SELECT COUNT(*) FROM bulletin WHERE search LIKE $1 ESCAPE '!' AND (kind = $2 OR $2 = '')");
const FORGET_CHOICES: Sql = Sql("DELETE FROM bulletin_choice WHERE bulletin_id = $1");
const FORGET_TEXTS: Sql = Sql("DELETE FROM bulletin_text WHERE bulletin_id = $1");
const REMOVE: Sql = Sql("DELETE FROM bulletin WHERE id = $1 AND revision = $2 AND state = 'draft'");
const CHOOSE: Sql = Sql("INSERT INTO bulletin_choice (bulletin_id, what, value) VALUES ($1, $2, $3)");
const SAY: Sql = Sql("INSERT INTO bulletin_text (bulletin_id, language, subject, body, text_message) VALUES ($1, $2, $3, $4, $5)");
const TEXTS: Sql = Sql("SELECT language, subject, body, text_message FROM bulletin_text WHERE bulletin_id = $1 ORDER BY language");
const CHOICES: Sql = Sql("SELECT what, value FROM bulletin_choice WHERE bulletin_id = $1 ORDER BY what, value");
const BEGIN: Sql = Sql("UPDATE bulletin SET state = 'sending', sent_at = $3, sent_by = $4, changed_at = $3, revision = revision + 1
     WHERE id = $1 AND revision = $2 AND state = 'draft' AND complete");
const MOVE: Sql =
    Sql("UPDATE bulletin SET state = $4, changed_at = $5, done_at = NULL, revision = revision + 1 WHERE id = $1 AND revision = $2 AND state = $3");

/// What an officer typed last, and by whom.
#[derive(Clone, Debug)]
pub struct Draft {
    pub title: String,
    pub fields: Fields,
    /// None: it has not come through the check.
    pub checked: Option<Checked>,
    pub written_by: String,
    pub now: Instant,
}

impl Draft {
    fn search(&self) -> String {
        let typed: Vec<&str> = self.fields.iter().filter(|(name, _)| name.contains('.')).map(|(_, value)| value).collect();
        format!("{} {}", self.written_by, typed.join(" ")).to_lowercase()
    }

    fn channels(&self) -> (bool, bool) {
        self.checked.as_ref().map_or((true, false), |checked| (checked.by_mail, checked.by_text_message))
    }
}

pub async fn add(tx: &Tx, id: BulletinId, kind: Kind, draft: &Draft) -> Result<(), DbError> {
    let ((by_mail, by_text), complete) = (draft.channels(), draft.checked.is_some());
    let row = values![
        id.0,
        kind.key(),
        &draft.title,
        draft.search(),
        draft.fields.to_json(),
        complete,
        kind.is_urgent(),
        by_mail,
        by_text,
        draft.now,
        &draft.written_by
    ];
    tx.exec(ADD, &row).await?;
    keep_checked(tx, id, draft.checked.as_ref()).await
}

/// False: somebody was faster, or it is no draft any more.
pub async fn save(tx: &Tx, id: BulletinId, revision: i64, draft: &Draft) -> Result<bool, DbError> {
    let ((by_mail, by_text), complete) = (draft.channels(), draft.checked.is_some());
    let row = values![id.0, revision, &draft.title, draft.search(), draft.fields.to_json(), complete, by_mail, by_text, draft.now, &draft.written_by];
    if tx.exec(SAVE, &row).await? == 0 {
        return Ok(false);
    }
    keep_checked(tx, id, draft.checked.as_ref()).await?;
    Ok(true)
}

async fn keep_checked(tx: &Tx, id: BulletinId, checked: Option<&Checked>) -> Result<(), DbError> {
    tx.exec(FORGET_CHOICES, &values![id.0]).await?;
    tx.exec(FORGET_TEXTS, &values![id.0]).await?;
    let Some(checked) = checked else { return Ok(()) };
    for (what, value) in &checked.choices {
        tx.exec(CHOOSE, &values![id.0, *what, value]).await?;
    }
    for words in &checked.texts {
        tx.exec(SAY, &values![id.0, words.language, &words.subject, &words.body, &words.text_message]).await?;
    }
    Ok(())
}

pub async fn find(read: &Read, id: BulletinId) -> Result<Option<Bulletin>, DbError> {
    read.first(FIND, &values![id.0]).await?.map(|row| bulletin(&row)).transpose()
}

/// What the history is asked for.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    pub text: String,
    pub kind: Option<Kind>,
    /// From 0.
    pub page: i64,
}

pub const PAGE: i64 = 25;

/// One page of all notices, newest first, and how many there are.
pub async fn list(read: &Read, wanted: &Wanted) -> Result<(Vec<Bulletin>, i64), DbError> {
    let (text, kind) = (pattern(&wanted.text), wanted.kind.map_or("", Kind::key));
    let rows = read.rows(LIST, &values![&text, kind, PAGE, wanted.page * PAGE]).await?;
    let count = read.first(COUNT, &values![&text, kind]).await?.map_or(Ok(0), |row| row.get(0))?;
    Ok((rows.iter().map(bulletin).collect::<Result<_, _>>()?, count))
}

fn pattern(text: &str) -> String {
    let plain = text.trim().to_lowercase().replace('!', "!!").replace('%', "!%").replace('_', "!_");
    format!("%{plain}%")
}

pub async fn texts(read: &Read, id: BulletinId) -> Result<Vec<Words>, DbError> {
    let words = |row: &Row| Ok(Words { language: row.get(0)?, subject: row.get(1)?, body: row.get(2)?, text_message: row.get(3)? });
    read.rows(TEXTS, &values![id.0]).await?.iter().map(words).collect()
}

/// What and value of each choice.
pub async fn choices(read: &Read, id: BulletinId) -> Result<Vec<(String, String)>, DbError> {
    read.rows(CHOICES, &values![id.0]).await?.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

pub async fn remove(tx: &Tx, id: BulletinId, revision: i64) -> Result<bool, DbError> {
    tx.exec(FORGET_CHOICES, &values![id.0]).await?;
    tx.exec(FORGET_TEXTS, &values![id.0]).await?;
    Ok(tx.exec(REMOVE, &values![id.0, revision]).await? > 0)
}

/// A change of a notice's state, made ready before its transaction.
#[derive(Clone, Debug)]
pub struct Step {
    pub id: BulletinId,
    pub revision: i64,
    pub from: State,
    pub to: State,
    pub by: String,
    pub log: LogRow,
    pub now: Instant,
}

impl Step {
    /// False: somebody was faster; then nothing else may be written.
    pub async fn write(&self, tx: &Tx) -> Result<bool, DbError> {
        let touched = match self.from {
            State::Draft => tx.exec(BEGIN, &values![self.id.0, self.revision, self.now, &self.by]).await?,
            State::Sending | State::Paused | State::Cancelled | State::Done => {
                tx.exec(MOVE, &values![self.id.0, self.revision, self.from.key(), self.to.key(), self.now]).await?
            }
        };
        if touched > 0 {
            self.log.write(tx).await?;
        }
        Ok(touched > 0)
    }
}

fn bulletin(row: &Row) -> Result<Bulletin, DbError> {
    let (kind, state): (String, String) = (row.get(1)?, row.get(2)?);
    let unknown = |what: &str| DbError::Fault(format!("a notice has the unknown {what}"));
    let sent: (Option<Instant>, Option<String>) = (row.get(11)?, row.get(12)?);
    Ok(Bulletin {
        id: BulletinId(row.get(0)?),
        kind: Kind::find(&kind).ok_or_else(|| unknown(&kind))?,
        state: State::find(&state).ok_or_else(|| unknown(&state))?,
        revision: row.get(3)?,
        title: row.get(4)?,
        fields: Fields::from_json(&row.get::<String>(5)?),
        complete: row.get(6)?,
        by_mail: row.get(7)?,
        by_text_message: row.get(8)?,
        changed_at: row.get(9)?,
        written_by: row.get(10)?,
        sent: sent.0.zip(sent.1),
        done_at: row.get(13)?,
    })
}

/// The text in a language, else in Finnish.
pub fn in_language(texts: &[Words], language: Language) -> Option<&Words> {
    texts.iter().find(|words| words.language == language).or_else(|| texts.iter().find(|words| words.language == Language::Fi))
}

/// An id in an address.
pub fn id(text: &str) -> Option<BulletinId> {
    Uuid::try_parse(text).ok().map(BulletinId)
}
