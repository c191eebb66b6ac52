//! Nothing typed is lost when a session ends: the form is kept, sealed with a key that only the browser
//! holds, and comes back on the page after login (WCAG 2.2.5).

use kit_core::{Digest, Instant, Secret};
use kit_db::{Db, DbError, Sql, values};
use kit_web::Fields;

use crate::session::{Actor, Origin, open, origin, seal};

const PURPOSE: &str = "parked-form";
/// Larger forms are not kept, in bytes.
const LARGEST: usize = 256 * 1024;

const KEEP: Sql = Sql("INSERT INTO parked_form (key_hash, path, sealed, created_at) VALUES ($1, $2, $3, $4)");
const FIND: Sql = Sql("SELECT sealed FROM parked_form WHERE key_hash = $1 AND path = $2");
const TAKE: Sql = Sql("DELETE FROM parked_form WHERE key_hash = $1");
const FORGET: Sql = Sql("DELETE FROM parked_form WHERE created_at < $1");

pub(crate) async fn keep(db: &Db, secret: &Secret, path: &str, fields: &Fields, now: Instant) -> Result<(), DbError> {
    let Some(sealed) = seal(secret, PURPOSE, fields.to_json().as_bytes()).filter(|sealed| sealed.len() <= LARGEST) else {
        return Ok(());
    };
    let (key, path) = (Digest::of(secret.expose()), path.to_owned());
    db.write(move |tx| async move { tx.exec(KEEP, &values![key.bytes().as_slice(), path, sealed, now]).await }).await.map(drop)
}

/// What was typed into the form at `path`, once, and only for the person and the organisation that it was typed for:
/// the token that came with it tells. For others it stays where it is.
pub(crate) async fn take(db: &Db, secret: &Secret, path: &str, actor: &Actor) -> Result<Option<Fields>, DbError> {
    let key = Digest::of(secret.expose());
    let Some(row) = db.read().await?.first(FIND, &values![key.bytes().as_slice(), path]).await? else {
        return Ok(None);
    };
    let sealed: Vec<u8> = row.get(0)?;
    let text = open(secret, PURPOSE, &sealed).and_then(|text| String::from_utf8(text).ok());
    let Some(fields) = text.map(|text| Fields::from_json(&text)) else { return Ok(None) };
    if origin(fields.get("csrf"), actor.id(), actor.organisation()) != Origin::Same {
        return Ok(None);
    }
    let taken = db.write(move |tx| async move { tx.exec(TAKE, &values![key.bytes().as_slice()]).await }).await?;
    Ok((taken > 0).then(|| fields.only(|name| name != "csrf")))
}

/// Removes forms that nobody came back for.
pub async fn forget(db: &Db, before: Instant) -> Result<u64, DbError> {
    db.write(move |tx| async move { tx.exec(FORGET, &values![before]).await }).await
}
