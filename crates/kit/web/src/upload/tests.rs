use super::*;

const KIND: &str = "multipart/form-data; boundary=----x1";

fn form(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    for (head, content) in parts {
        body.extend_from_slice(format!("------x1\r\nContent-Disposition: form-data; {head}\r\n\r\n").as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"------x1--\r\n");
    body
}

#[test]
fn fields_and_files_come_in_as_they_were_sent() {
    let pdf = b"%PDF-1.7\r\n\r\n--almost a boundary\r\n\x00\xff";
    let body = form(&[
        ("name=\"csrf\"", b"token"),
        ("name=\"note\"", "ä\r\nö\0".as_bytes()),
        ("name=\"report\"; filename=\"D:\\asiat\\Testi raportti ä.PDF\"\r\nContent-Type: text/html", pdf),
    ]);
    let upload = Upload::read(KIND, &body).unwrap();
    assert_eq!((upload.fields.get("csrf"), upload.fields.get("note")), ("token", "ä\nö"));
    let file = upload.file("report", 1000).unwrap();
    assert_eq!((file.name.as_str(), file.kind, file.bytes.as_slice()), ("Testi raportti ä.PDF", FileKind::Pdf, pdf.as_slice()));
    assert_eq!(upload.file("report", pdf.len() - 1), Err(FileRefusal::TooLarge));
    assert_eq!(upload.file("other", 1000), Err(FileRefusal::Missing));
    assert_eq!(upload.fields.get("report"), "", "a file is no field");
}

#[test]
fn a_field_without_a_file_is_missing() {
    let upload = Upload::read(KIND, &form(&[("name=\"report\"; filename=\"\"", b"")])).unwrap();
    assert_eq!(upload.file("report", 1000), Err(FileRefusal::Missing));
    assert_eq!(Upload::read(KIND, b"------x1--\r\n"), Some(Upload::default()));
}

#[test]
fn the_bytes_say_what_a_file_is_and_not_its_name() {
    let kind = |bytes: &[u8]| FileKind::of(bytes);
    assert_eq!(kind(b"\x89PNG\r\n\x1a\n..."), Some(FileKind::Png));
    assert_eq!(kind(b"\xff\xd8\xff\xe0"), Some(FileKind::Jpeg));
    assert_eq!(kind("a;b\n1;ä".as_bytes()), Some(FileKind::Text));
    for other in [b"MZ\x90\x00".as_slice(), b"PK\x03\x04", b"\x7fELF", b"GIF89a\x01\x00", b"\xffabc"] {
        assert_eq!(kind(other), None, "{other:?}");
    }
    let upload = Upload::read(KIND, &form(&[("name=\"f\"; filename=\"x.pdf\"", b"MZ\x90\x00")])).unwrap();
    assert_eq!(upload.file("f", 1000), Err(FileRefusal::Kind));
    // Markup that calls itself a page goes out as text to be saved.
    let upload = Upload::read(KIND, &form(&[("name=\"f\"; filename=\"x.html\"", b"<script>alert(1)</script>")])).unwrap();
    assert_eq!(upload.file("f", 1000).unwrap().name, "x.html.txt");
}

#[test]
fn names_lose_folders_and_what_headers_cannot_carry() {
    let name = |name: &str| kept_name(name, FileKind::Pdf);
    assert_eq!(name("../../etc/passwd"), "passwd.pdf");
    assert_eq!(name("a\"b\r\nSet-Cookie: x.pdf"), "abSet-Cookie x.pdf");
    assert_eq!(name("..."), "file.pdf");
    assert_eq!(name(".pdf"), "pdf.pdf");
    assert!(name(&"x".repeat(5000)).len() < 110);
}

#[test]
fn what_is_broken_is_not_read() {
    let whole = form(&[("name=\"a\"", b"1"), ("name=\"f\"; filename=\"x.txt\"", b"text")]);
    for kind in ["", "text/plain", "multipart/form-data", "multipart/form-data; boundary=", "multipart/mixed; boundary=----x1"] {
        assert_eq!(Upload::read(kind, &whole), None, "{kind}");
    }
    for cut in 0..whole.len() - 4 {
        assert_eq!(Upload::read(KIND, &whole[..cut]), None, "cut at {cut}");
    }
    let many: Vec<(&str, &[u8])> = vec![("name=\"a\"", b"1".as_slice()); MOST_PARTS + 1];
    assert_eq!(Upload::read(KIND, &form(&many)), None);
}

#[test]
fn a_file_goes_out_to_be_saved() {
    let response = serve_file("Raportti \"ä\".pdf", "application/pdf", b"%PDF-".to_vec());
    let header = |name: &str| response.headers().get(name).unwrap().to_str().unwrap().to_owned();
    assert_eq!(header("content-disposition"), "attachment; filename=\"Raportti____.pdf\"; filename*=UTF-8''Raportti%20%22%C3%A4%22.pdf");
    assert_eq!((header("x-content-type-options"), header("content-type")), ("nosniff".to_owned(), "application/pdf".to_owned()));
    assert!(header("content-security-policy").contains("sandbox"));
}
