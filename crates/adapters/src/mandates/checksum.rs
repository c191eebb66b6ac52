use base64::{Engine as _, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use kit_core::Secret;
use sha2::Sha256;

/// The header that carries the checksum.
pub const HEADER: &str = "X-AsiointivaltuudetAuthorization";

/// Base64 of the HMAC-SHA256 of `{path and query} {timestamp}`: everything after the host, as it is sent.
pub fn checksum(api_key: &Secret, path_and_query: &str, timestamp: &str) -> String {
    #[allow(clippy::expect_used, reason = "HMAC takes a key of any length (RFC 2104)")]
    let mac = Hmac::<Sha256>::new_from_slice(api_key.expose().as_bytes()).expect("any key will do");
    STANDARD.encode(mac.chain_update(path_and_query).chain_update(" ").chain_update(timestamp).finalize().into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 1–3 stand in test suites of services in production; 4 was computed by hand with openssl.
    #[test]
    fn the_published_vectors_match() {
        let key = Secret::new("3ba56df8-88b8-4805-9b04-2f8e7a61");
        for (who, timestamp, wanted) in [
            ("hpa/user/register/ed4b7ae7/080297-915A", "2017-02-09T10:29:42.09Z", "z7X+xWtrvth1L7Ql6B/4xZ0iQ1VjToWX4TnHVLo8RGo="),
            ("ypa/user/register/ed4b7ae7/080297-915A", "2017-02-09T10:29:42.09Z", "z1xDqaSjDwnVniJvis0SqMXeQEBtgBgzozhQqftmY9U="),
            ("hpa/user/register/ed4b7ae7/080297-915A", "2017-02-09T10:29:42.090000+00:00", "GeRKoGmGd0RFk33s2vNHutJf/TrEdwSM2Vb7qWXLESY="),
            ("ypa/user/register/ed4b7ae7/010170-999R", "2026-01-15T08:30:00Z", "jtNc52pRvBpWuHnkK6zvk8sxzZIA/jhFGyaRjQVJ4fk="),
        ] {
            let path = format!("/service/{who}?requestId=02fd35dc-99e6-477b-b6e2-03f02cbf3666");
            assert_eq!(checksum(&key, &path, timestamp), wanted, "{who} {timestamp}");
        }
    }
}
