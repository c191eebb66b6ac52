//! Whom a notice is for, and what became of it at each.

use kit_core::{Instant, Language, Uuid};
use kit_db::{DbError, Read, Sql, Tx, Value, values};

use super::store::BulletinId;

const COUNT_AUDIENCE: Sql = Sql("SELECT channel, COUNT(DISTINCT address_key) FROM bulletin_audience
     WHERE bulletin_id = $1 AND language IN ($2, $3, $4) GROUP BY channel");
const LANGUAGES: Sql = Sql("SELECT value FROM bulletin_choice WHERE bulletin_id = $1 AND what = 'language' ORDER BY value");
const COUNT_NUMBERS: Sql = Sql("SELECT COUNT(DISTINCT phone) FROM bulletin_contact
     WHERE bulletin_id = $1 AND phone <> '' AND language IN ($2, $3, $4)");
/// Some, not the first: an order would have all of them gathered.
const SAMPLE: Sql = Sql("SELECT a.channel, a.name, a.address, a.language, c.name FROM bulletin_audience a
     JOIN customer c ON c.id = a.customer_id WHERE a.bulletin_id = $1 AND a.language IN ($2, $3, $4) AND a.channel = $5 LIMIT 5");
/// Each address once. Where it belongs to customers of several languages: the first of Finnish, Swedish, English that is chosen.
const SNAPSHOT: Sql =
    Sql("INSERT INTO bulletin_recipient (bulletin_id, place, channel, address_key, address, language, name, customer_id, state, round,
            attempts, began_at, next_try_at, changed_at)
     SELECT one.bulletin_id, ROW_NUMBER() OVER (ORDER BY one.channel, one.address_key), one.channel, one.address_key, one.address,
            one.first_language, one.name, one.customer_id, 'waiting', 0, 0, b.sent_at, b.sent_at, b.sent_at
     FROM (SELECT a.bulletin_id, a.channel, a.address_key, a.address, a.name, a.customer_id,
                  CASE MIN(CASE a.language WHEN 'fi' THEN 1 WHEN 'sv' THEN 2 ELSE 3 END) OVER (PARTITION BY a.channel, a.address_key)
                  WHEN 1 THEN 'fi' WHEN 2 THEN 'sv' ELSE 'en' END AS first_language,
                  ROW_NUMBER() OVER (PARTITION BY a.channel, a.address_key ORDER BY a.customer_id, a.place) AS nth
           FROM bulletin_audience a WHERE a.bulletin_id = $1 AND a.language IN ($2, $3, $4)) one
     JOIN bulletin b ON b.id = one.bulletin_id WHERE one.nth = 1");
const STATES: Sql = Sql("SELECT channel, state, COUNT(*) FROM bulletin_recipient WHERE bulletin_id = $1 GROUP BY channel, state");
const LIST: Sql = Sql("SELECT r.place, r.channel, r.address, r.name, c.name, r.language, r.state, r.changed_at, r.last_error
     FROM bulletin_recipient r JOIN customer c ON c.id = r.customer_id
     WHERE r.bulletin_id = $1 AND (r.state = $2 OR $2 = '') ORDER BY r.place LIMIT $3 OFFSET $4");
const CANCEL: Sql = Sql("UPDATE bulletin_recipient SET state = 'cancelled', changed_at = $2, owner = NULL, leased_until = NULL
     WHERE bulletin_id = $1 AND state IN ('waiting', 'claimed')");
/// Addresses in force now at customers whom it did not reach: they were corrected since. As SNAPSHOT, after the last place.
const CORRECTED: Sql =
    Sql("INSERT INTO bulletin_recipient (bulletin_id, place, channel, address_key, address, language, name, customer_id, state, round,
            attempts, began_at, next_try_at, changed_at)
     SELECT one.bulletin_id, (SELECT MAX(l.place) FROM bulletin_recipient l WHERE l.bulletin_id = $1)
            + ROW_NUMBER() OVER (ORDER BY one.channel, one.address_key), one.channel, one.address_key, one.address,
            one.first_language, one.name, one.customer_id, 'waiting', 0, 0, $5, $5, $5
     FROM (SELECT a.bulletin_id, a.channel, a.address_key, a.address, a.name, a.customer_id,
                  CASE MIN(CASE a.language WHEN 'fi' THEN 1 WHEN 'sv' THEN 2 ELSE 3 END) OVER (PARTITION BY a.channel, a.address_key)
                  WHEN 1 THEN 'fi' WHEN 2 THEN 'sv' ELSE 'en' END AS first_language,
                  ROW_NUMBER() OVER (PARTITION BY a.channel, a.address_key ORDER BY a.customer_id, a.place) AS nth
           FROM bulletin_audience a WHERE a.bulletin_id = $1 AND a.language IN ($2, $3, $4)
             AND a.customer_id IN (SELECT f.customer_id FROM bulletin_recipient f
                                   WHERE f.bulletin_id = $1 AND f.channel = a.channel AND f.state IN ('failed', 'bounced'))) one
     WHERE one.nth = 1 AND NOT EXISTS (SELECT 1 FROM bulletin_recipient h
                                       WHERE h.bulletin_id = $1 AND h.channel = one.channel AND h.address_key = one.address_key)");
/// Nobody whom it is for has that address any more. $5: a channel.
const CORRECTED_AWAY: Sql = Sql("UPDATE bulletin_recipient SET state = 'cancelled', changed_at = $6
     WHERE bulletin_id = $1 AND channel = $5 AND state IN ('failed', 'bounced') AND address_key NOT IN
           (SELECT a.address_key FROM bulletin_audience a WHERE a.bulletin_id = $1 AND a.channel = $5 AND a.language IN ($2, $3, $4))");
const FAILED_AGAIN: Sql = Sql("UPDATE bulletin_recipient SET state = 'waiting', round = round + 1, attempts = 0, began_at = $2, next_try_at = $2,
            changed_at = $2, next_look_at = NULL, last_error = NULL WHERE bulletin_id = $1 AND state IN ('failed', 'bounced')");
/// They have another chance.
const FORGET_BOUNCES: Sql = Sql("DELETE FROM bounced_address WHERE address_key IN
     (SELECT r.address_key FROM bulletin_recipient r WHERE r.bulletin_id = $1 AND r.channel = 'mail' AND r.state = 'bounced')");
const UNCERTAIN_AGAIN: Sql =
    Sql("UPDATE bulletin_recipient SET state = 'waiting', attempts = 0, began_at = $2, next_try_at = $2, changed_at = $2, owner = NULL
     WHERE bulletin_id = $1 AND state = 'uncertain' AND (place = $3 OR $3 < 0)");
const UNCERTAIN_SENT: Sql = Sql("UPDATE bulletin_recipient SET state = 'sent', changed_at = $2, owner = NULL
     WHERE bulletin_id = $1 AND state = 'uncertain' AND (place = $3 OR $3 < 0)");

/// How a recipient is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    Mail,
    Text,
}

impl Channel {
    pub const fn key(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Text => "text",
        }
    }

    fn read(key: &str) -> Self {
        if key == "text" { Self::Text } else { Self::Mail }
    }
}

/// What became of a notice at one recipient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    Waiting,
    /// A process has taken it, and nothing has left yet.
    Claimed,
    InFlight,
    Sent,
    Delivered,
    Failed,
    /// The mail server had taken it, and it came back.
    Bounced,
    /// It was on its way when the process or the connection broke off: it may have arrived.
    Uncertain,
    Cancelled,
}

impl Fate {
    pub const ALL: [Self; 9] =
        [Self::Waiting, Self::Claimed, Self::InFlight, Self::Sent, Self::Delivered, Self::Failed, Self::Bounced, Self::Uncertain, Self::Cancelled];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Claimed => "claimed",
            Self::InFlight => "in-flight",
            Self::Sent => "sent",
            Self::Delivered => "delivered",
            Self::Failed => "failed",
            Self::Bounced => "bounced",
            Self::Uncertain => "uncertain",
            Self::Cancelled => "cancelled",
        }
    }

    pub fn find(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|fate| fate.key() == key)
    }
}

/// How many recipients a draft would have now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Audience {
    pub mails: i64,
    pub text_messages: i64,
    pub without_mobile: i64,
}

/// One recipient of a draft, as an example.
#[derive(Clone, Debug)]
pub struct Example {
    pub channel: Channel,
    pub name: String,
    pub address: String,
    pub language: Language,
    pub customer: String,
}

/// The chosen languages, three at most. Asked for by themselves, as a join with the choices gathers everybody once for each.
async fn of_notice(read: &Read, id: BulletinId) -> Result<[Value; 4], DbError> {
    let rows = read.rows(LANGUAGES, &values![id.0]).await?;
    let language = |n: usize| rows.get(n).map_or(Ok(String::new()), |row| row.get::<String>(0));
    Ok(values![id.0, language(0)?, language(1)?, language(2)?])
}

pub async fn audience(read: &Read, id: BulletinId, by_text_message: bool) -> Result<Audience, DbError> {
    let (mut audience, of_notice) = (Audience::default(), of_notice(read, id).await?);
    for row in read.rows(COUNT_AUDIENCE, &of_notice).await? {
        match Channel::read(&row.get::<String>(0)?) {
            Channel::Mail => audience.mails = row.get(1)?,
            Channel::Text => audience.text_messages = row.get(1)?,
        }
    }
    if by_text_message {
        let numbers: i64 = read.first(COUNT_NUMBERS, &of_notice).await?.map_or(Ok(0), |row| row.get(0))?;
        audience.without_mobile = numbers - audience.text_messages;
    }
    Ok(audience)
}

pub async fn sample(read: &Read, id: BulletinId) -> Result<Vec<Example>, DbError> {
    let (mut all, of_notice) = (Vec::new(), of_notice(read, id).await?);
    for channel in [Channel::Mail, Channel::Text] {
        let wanted: Vec<Value> = of_notice.iter().cloned().chain(values![channel.key()]).collect();
        for row in read.rows(SAMPLE, &wanted).await? {
            all.push(Example { channel, name: row.get(1)?, address: row.get(2)?, language: row.get(3)?, customer: row.get(4)? });
        }
    }
    Ok(all)
}

/// Writes down everybody who is a recipient now. The notice has its time of sending already.
pub async fn take_down(tx: &Tx, id: BulletinId) -> Result<u64, DbError> {
    tx.exec(SNAPSHOT, &of_notice(tx, id).await?).await
}

/// How many recipients are in each state.
#[derive(Clone, Debug, Default)]
pub struct Counts(Vec<(Channel, Fate, i64)>);

impl Counts {
    pub async fn of(read: &Read, id: BulletinId) -> Result<Self, DbError> {
        let rows = read.rows(STATES, &values![id.0]).await?;
        let count = |row: &kit_db::Row| {
            let state: String = row.get(1)?;
            let fate = Fate::find(&state).ok_or_else(|| DbError::Fault(format!("a recipient has the unknown state {state}")))?;
            Ok((Channel::read(&row.get::<String>(0)?), fate, row.get(2)?))
        };
        rows.iter().map(count).collect::<Result<_, DbError>>().map(Self)
    }

    pub fn of_fate(&self, fate: Fate) -> i64 {
        self.sum(|_, its| its == fate)
    }

    pub fn in_channel(&self, channel: Channel, fate: Fate) -> i64 {
        self.sum(|its_channel, its| its_channel == channel && its == fate)
    }

    pub fn all(&self) -> i64 {
        self.sum(|_, _| true)
    }

    /// Those of whom nothing is to be done any more.
    pub fn settled(&self) -> i64 {
        self.sum(|_, fate| !matches!(fate, Fate::Waiting | Fate::Claimed | Fate::InFlight))
    }

    fn sum(&self, counts: impl Fn(Channel, Fate) -> bool) -> i64 {
        self.0.iter().filter(|(channel, fate, _)| counts(*channel, *fate)).map(|(_, _, count)| count).sum()
    }
}

/// A recipient of a notice that was sent.
#[derive(Clone, Debug)]
pub struct Recipient {
    pub place: i64,
    pub channel: Channel,
    pub address: String,
    pub name: String,
    pub customer: String,
    pub language: Language,
    pub fate: Fate,
    pub changed_at: Instant,
    pub why: Option<String>,
}

pub const PAGE: i64 = 50;

/// One page of the recipients in a state, or of all.
pub async fn list(read: &Read, id: BulletinId, fate: Option<Fate>, page: i64) -> Result<Vec<Recipient>, DbError> {
    let rows = read.rows(LIST, &values![id.0, fate.map_or("", Fate::key), PAGE, page * PAGE]).await?;
    let recipient = |row: &kit_db::Row| {
        Ok(Recipient {
            place: row.get(0)?,
            channel: Channel::read(&row.get::<String>(1)?),
            address: row.get(2)?,
            name: row.get(3)?,
            customer: row.get(4)?,
            language: row.get(5)?,
            fate: Fate::find(&row.get::<String>(6)?).unwrap_or(Fate::Waiting),
            changed_at: row.get(7)?,
            why: row.get(8)?,
        })
    };
    rows.iter().map(recipient).collect()
}

/// Those who have not got it yet will not.
pub async fn cancel(tx: &Tx, id: BulletinId, now: Instant) -> Result<u64, DbError> {
    tx.exec(CANCEL, &values![id.0, now]).await
}

/// Those with whom it failed get it anew: at the addresses that are in force now.
pub async fn failed_again(tx: &Tx, id: BulletinId, now: Instant) -> Result<u64, DbError> {
    let of_notice = of_notice(tx, id).await?;
    let corrected: Vec<Value> = of_notice.iter().cloned().chain(values![now]).collect();
    let corrected = tx.exec(CORRECTED, &corrected).await?;
    for channel in [Channel::Mail, Channel::Text] {
        let gone: Vec<Value> = of_notice.iter().cloned().chain(values![channel.key(), now]).collect();
        tx.exec(CORRECTED_AWAY, &gone).await?;
    }
    tx.exec(FORGET_BOUNCES, &values![id.0]).await?;
    Ok(corrected + tx.exec(FAILED_AGAIN, &values![id.0, now]).await?)
}

/// An officer decides of whom nobody knows whether they have it: one of them, or all.
pub async fn settle(tx: &Tx, id: BulletinId, place: Option<i64>, again: bool, now: Instant) -> Result<u64, DbError> {
    let statement = if again { UNCERTAIN_AGAIN } else { UNCERTAIN_SENT };
    tx.exec(statement, &values![id.0, now, place.unwrap_or(-1)]).await
}

/// The Message-ID of a recipient's mail: the same whenever it is sent.
pub fn message_id(bulletin: Uuid, place: i64, host: &str) -> String {
    format!("<{bulletin}.{place}@{host}>")
}
