use kit_core::{Day, FieldErrors, Language};
use kit_web::{
    Fields,
    upload::{CheckedFile, FileRefusal, Upload},
};
use registers::Oid;

/// What is asked of a paper before what it says is keyed in.
#[derive(Clone, Debug)]
pub struct Paper {
    /// The organisation whose paper it is.
    pub oid: String,
    pub arrived: Day,
    pub signed_by: String,
    pub language: Language,
    pub file: CheckedFile,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaperError {
    OidMissing,
    /// No organisation of the register has it today.
    NotInRegister,
    DayMissing,
    NoSuchDay,
    /// Nothing has come tomorrow.
    Future,
    SignerMissing,
    LanguageMissing,
    FileMissing,
    FileTooLarge,
    FileKind,
}

impl From<FileRefusal> for PaperError {
    fn from(refusal: FileRefusal) -> Self {
        match refusal {
            FileRefusal::Missing => Self::FileMissing,
            FileRefusal::TooLarge => Self::FileTooLarge,
            FileRefusal::Kind => Self::FileKind,
        }
    }
}

/// Longest name of a signer, in characters.
const LONGEST_NAME: usize = 200;

pub fn check(upload: &Upload, today: Day, largest: usize) -> Result<Paper, FieldErrors<PaperError>> {
    use PaperError as E;
    let mut errors = FieldErrors::default();
    let typed = |name: &str| upload.fields.get(name).trim();
    let oid = errors.take("oid", Oid::parse(typed("oid")).ok_or(E::OidMissing));
    let arrived = errors.take("arrived", day(&upload.fields, today));
    let signer = Some(typed("signed_by")).filter(|name| !name.is_empty() && name.chars().count() <= LONGEST_NAME);
    let signed_by = errors.take("signed_by", signer.map(str::to_owned).ok_or(E::SignerMissing));
    let written = Language::from_code(typed("language")).filter(|language| *language != Language::En);
    let language = errors.take("language", written.ok_or(E::LanguageMissing));
    let file = errors.take("file", upload.file("file", largest).map_err(E::from));
    let all = || Some(Paper { oid: oid?.as_str().to_owned(), arrived: arrived?, signed_by: signed_by?, language: language?, file: file? });
    let value = all();
    errors.or(value)
}

fn day(fields: &Fields, today: Day) -> Result<Day, PaperError> {
    match fields.get("arrived").trim() {
        "" => Err(PaperError::DayMissing),
        text => match Day::parse_finnish(text) {
            Some(day) if day > today => Err(PaperError::Future),
            Some(day) => Ok(day),
            None => Err(PaperError::NoSuchDay),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: &str = "2026-11-24";

    fn upload(arrived: &str, file: &[u8]) -> Upload {
        let mut body = Vec::new();
        for (name, value) in [("oid", "1.2.246.10.99001002.10.0"), ("arrived", arrived), ("signed_by", "Malla Mallikas"), ("language", "fi")] {
            body.extend_from_slice(format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").as_bytes());
        }
        body.extend_from_slice(b"--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"paperi.pdf\"\r\n\r\n");
        body.extend_from_slice(file);
        body.extend_from_slice(b"\r\n--x--\r\n");
        Upload::read("multipart/form-data; boundary=x", &body).unwrap()
    }

    fn errors(arrived: &str, file: &[u8]) -> Vec<PaperError> {
        check(&upload(arrived, file), Day::parse_iso(TODAY).unwrap(), 100).err().map(|e| e.iter().map(|e| e.error).collect()).unwrap_or_default()
    }

    #[test]
    fn a_paper_has_come_and_its_file_is_one_that_we_take() {
        assert_eq!(errors("24.11.2026", b"%PDF-1.7"), []);
        assert_eq!(errors("25.11.2026", b"%PDF-1.7"), [PaperError::Future]);
        assert_eq!(errors("31.2.2026", b""), [PaperError::NoSuchDay, PaperError::FileMissing]);
        assert_eq!(errors("", b"MZ\x90\x00"), [PaperError::DayMissing, PaperError::FileKind]);
        assert_eq!(errors("1.11.2026", &[b'x'; 101]), [PaperError::FileTooLarge]);
    }
}
