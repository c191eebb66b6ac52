use customership::documents::TextKind;
use identity::Officer;
use kit_core::{Instant, Language, Uuid};
use kit_db::{DbError, Read, Row, Sql, Tx, values};
use kit_web::{Fields, PageError};

const DRAFTS: Sql = Sql("SELECT kind, language, id, based_on, fields, revision, saved_at, saved_by FROM text_draft ORDER BY kind, language");
const DRAFT: Sql = Sql("SELECT kind, language, id, based_on, fields, revision, saved_at, saved_by FROM text_draft WHERE kind = $1 ORDER BY language");
const BEGIN: Sql = Sql("INSERT INTO text_draft (kind, language, id, based_on, fields, revision, saved_at, saved_by)
     VALUES ($1, $2, $3, $4, $5, 1, $6, $7) ON CONFLICT (kind, language) DO NOTHING");
const SAVE: Sql = Sql("UPDATE text_draft SET fields = $5, revision = revision + 1, saved_at = $6, saved_by = $7
     WHERE kind = $1 AND language = $2 AND id = $3 AND revision = $4");
const REMOVE: Sql = Sql("DELETE FROM text_draft WHERE kind = $1 AND language = $2 AND id = $3 AND revision = $4");
const ADD_EVENT: Sql =
    Sql("INSERT INTO text_event (id, at, kind, draft, what, language, version, actor, actor_name) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
const EVENTS: Sql = Sql("SELECT at, what, language, version, actor_name FROM text_event WHERE kind = $1 ORDER BY at DESC, id DESC LIMIT 100");

/// A new version in the making, in both languages.
#[derive(Clone, Debug)]
pub struct Draft {
    pub id: Uuid,
    /// The version that it was copied from.
    pub based_on: String,
    pub finnish: Part,
    pub swedish: Part,
}

#[derive(Clone, Debug)]
pub struct Part {
    pub language: Language,
    pub fields: Fields,
    pub revision: i64,
    pub saved_at: Instant,
    pub saved_by: String,
}

impl Draft {
    pub fn parts(&self) -> [&Part; 2] {
        [&self.finnish, &self.swedish]
    }

    pub fn part(&self, language: Language) -> &Part {
        if language.of_documents() == Language::Sv { &self.swedish } else { &self.finnish }
    }
}

/// Why a draft was not changed.
#[derive(Debug)]
pub enum DraftError {
    /// Somebody else was faster.
    Stale,
    Db(DbError),
}

impl From<DbError> for DraftError {
    fn from(error: DbError) -> Self {
        Self::Db(error)
    }
}

impl From<DraftError> for PageError {
    fn from(error: DraftError) -> Self {
        match error {
            DraftError::Stale => Self::Stale,
            DraftError::Db(error) => error.into(),
        }
    }
}

/// The kinds of which a new version is being written.
pub async fn drafts(read: &Read) -> Result<Vec<TextKind>, DbError> {
    let mut kinds = Vec::new();
    for row in read.rows(DRAFTS, &[]).await? {
        kinds.extend(TextKind::find(&row.get::<String>(0)?));
    }
    kinds.dedup();
    Ok(kinds)
}

pub async fn draft(read: &Read, kind: TextKind) -> Result<Option<Draft>, DbError> {
    let rows = read.rows(DRAFT, &values![kind.key()]).await?;
    let [finnish, swedish] = rows.as_slice() else { return Ok(None) };
    Ok(Some(Draft { id: finnish.get(2)?, based_on: finnish.get(3)?, finnish: part(finnish)?, swedish: part(swedish)? }))
}

fn part(row: &Row) -> Result<Part, DbError> {
    Ok(Part {
        language: row.get(1)?,
        fields: Fields::from_json(&row.get::<String>(4)?),
        revision: row.get(5)?,
        saved_at: row.get(6)?,
        saved_by: row.get(7)?,
    })
}

/// Begins a draft, unless somebody has just begun one: then the answer is no.
pub async fn begin(tx: &Tx, kind: TextKind, draft: &Draft) -> Result<bool, DbError> {
    let mut begun = true;
    for part in draft.parts() {
        let row = values![kind.key(), part.language, draft.id, &draft.based_on, part.fields.to_json(), part.saved_at, &part.saved_by];
        begun &= tx.exec(BEGIN, &row).await? == 1;
    }
    Ok(begun)
}

/// Saves one language over the revision that was loaded.
pub async fn save(tx: &Tx, kind: TextKind, draft: Uuid, part: &Part) -> Result<(), DraftError> {
    let row = values![kind.key(), part.language, draft, part.revision, part.fields.to_json(), part.saved_at, &part.saved_by];
    if tx.exec(SAVE, &row).await? == 1 { Ok(()) } else { Err(DraftError::Stale) }
}

/// Takes the draft away: it was published, or nobody wants it.
pub async fn remove(tx: &Tx, kind: TextKind, draft: &Draft) -> Result<(), DraftError> {
    for part in draft.parts() {
        if tx.exec(REMOVE, &values![kind.key(), part.language, draft.id, part.revision]).await? != 1 {
            return Err(DraftError::Stale);
        }
    }
    Ok(())
}

/// What has happened to a text.
#[derive(Clone, Debug)]
pub struct Event {
    pub at: Instant,
    /// `begun`, `saved`, `discarded` or `published`.
    pub what: String,
    pub language: Option<Language>,
    pub version: Option<String>,
    pub actor: String,
}

/// An event that is about to be written.
#[derive(Clone, Debug)]
pub struct NewEvent {
    id: Uuid,
    at: Instant,
    actor: Uuid,
    actor_name: String,
    kind: TextKind,
    draft: Uuid,
    pub what: &'static str,
    pub language: Option<Language>,
    pub version: Option<String>,
}

impl NewEvent {
    pub fn new(officer: &Officer, kind: TextKind, draft: Uuid, what: &'static str) -> Self {
        let (id, at) = (officer.world.ids.next(officer.now), officer.now);
        Self { id, at, actor: officer.id, actor_name: officer.name.clone(), kind, draft, what, language: None, version: None }
    }

    pub async fn write(&self, tx: &Tx) -> Result<(), DbError> {
        let (language, version) = (self.language, self.version.as_deref());
        let row = values![self.id, self.at, self.kind.key(), self.draft, self.what, language, version, self.actor, &self.actor_name];
        tx.exec(ADD_EVENT, &row).await.map(drop)
    }
}

/// The last hundred events of a text, the newest first.
pub async fn events(read: &Read, kind: TextKind) -> Result<Vec<Event>, DbError> {
    let rows = read.rows(EVENTS, &values![kind.key()]).await?;
    let event = |row: &Row| Ok(Event { at: row.get(0)?, what: row.get(1)?, language: row.get(2)?, version: row.get(3)?, actor: row.get(4)? });
    rows.iter().map(event).collect()
}
