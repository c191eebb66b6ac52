use kit_db::{DbError, Read, Row, Sql, values};

use super::{Code, CodeList, Names};

const ALL: Sql = Sql("SELECT code, begins, ends, name_fi, name_sv, name_en FROM code WHERE list = $1 ORDER BY code, begins");

/// The whole list with all validities, by code and then by day.
pub async fn all(read: &Read, list: CodeList) -> Result<Vec<Code>, DbError> {
    read.rows(ALL, &values![list.key()]).await?.iter().map(|row| code(list, row)).collect()
}

fn code(list: CodeList, row: &Row) -> Result<Code, DbError> {
    let names = Names { fi: row.get(3)?, sv: row.get(4)?, en: row.get(5)? };
    Ok(Code { list, code: row.get(0)?, begins: row.get(1)?, ends: row.get(2)?, names })
}
