use aws_lc_rs::{
    aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey},
    cipher::{AES_128, DecryptionContext, PaddedBlockDecryptingKey, UnboundCipherKey},
    iv::FixedLength,
    rsa::{OAEP_SHA1_MGF1SHA1, OAEP_SHA256_MGF1SHA256},
};
use axum::http::header::AUTHORIZATION;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::{Map, Value, json};
use sha2::Sha256;

use super::{Desk, ISSUER, NOW_SECONDS, Object, keys, ours};
use crate::{
    Client, Profile, StandIns, UserInfo,
    faults::Fault,
    oidc::keys::ours as ours_signed,
    personas::{FOREIGNERS, PERSONS},
};

/// Opens a token that was made for the test's key: written after the standards, not after the code.
fn opened(token: &str) -> (Value, String) {
    let parts: Vec<_> = token.split('.').collect();
    let [header, wrapped, iv, ciphertext, tag] = parts[..] else { panic!("five parts: {token}") };
    let bytes = |part: &str| URL_SAFE_NO_PAD.decode(part).unwrap();
    let head: Value = serde_json::from_slice(&bytes(header)).unwrap();
    let (iv, mut text, tag) = (bytes(iv), bytes(ciphertext), bytes(tag));
    let plain = match (head["alg"].as_str().unwrap(), head["enc"].as_str().unwrap()) {
        ("RSA-OAEP", "A128CBC-HS256") => {
            let secret = keys().encryption.unwrap(&OAEP_SHA1_MGF1SHA1, &bytes(wrapped));
            let length = (header.len() as u64 * 8).to_be_bytes();
            let sum = Hmac::<Sha256>::new_from_slice(&secret[..16]).unwrap();
            let sum = sum.chain_update(header).chain_update(&iv).chain_update(&text).chain_update(length).finalize().into_bytes();
            assert_eq!(&sum[..16], tag);
            let cipher = PaddedBlockDecryptingKey::cbc_pkcs7(UnboundCipherKey::new(&AES_128, &secret[16..]).unwrap()).unwrap();
            cipher.decrypt(&mut text, DecryptionContext::Iv128(FixedLength::try_from(&iv[..]).unwrap())).unwrap().to_vec()
        }
        ("RSA-OAEP-256", "A256GCM") => {
            let secret = keys().encryption.unwrap(&OAEP_SHA256_MGF1SHA256, &bytes(wrapped));
            let cipher = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, &secret).unwrap());
            text.extend(tag);
            cipher.open_in_place(Nonce::try_assume_unique_for_key(&iv).unwrap(), Aad::from(header.as_bytes()), &mut text).unwrap().to_vec()
        }
        other => panic!("{other:?}"),
    };
    (head, String::from_utf8(plain).unwrap())
}

async fn claims(signed: &str) -> Map<String, Value> {
    ours_signed(signed).await.expect("signed by the provider")
}

#[tokio::test]
async fn each_profile_names_the_person_and_wraps_the_token_its_own_way() {
    let person = PERSONS[0];
    for (profile, wrapping, code, family) in [
        (Profile::FtnUrn, Some(("RSA-OAEP", "A128CBC-HS256")), "urn:oid:1.2.246.21", "urn:oid:2.5.4.4"),
        (Profile::FtnOidc, Some(("RSA-OAEP-256", "A256GCM")), "personal_identity_code", "family_name"),
        (Profile::Plain, None, "urn:oid:1.2.246.21", "urn:oid:2.5.4.4"),
    ] {
        let desk = Desk::new(vec![ours(profile)]);
        let query = if profile == Profile::Plain { Object::request().plain() } else { Object::request().query() };
        let granted = desk.identify(&query, "").await.back()["code"].clone();
        let answer = desk.token(&granted).await.json();
        let token = answer["id_token"].as_str().unwrap();
        let signed = match wrapping {
            Some((alg, enc)) => {
                let (head, signed) = opened(token);
                assert_eq!((&head["alg"], &head["enc"], &head["cty"], &head["kid"]), (&json!(alg), &json!(enc), &json!("JWT"), &json!("enc-1")));
                signed
            }
            None => token.to_owned(),
        };
        let claims = claims(&signed).await;
        assert_eq!((&claims[code], &claims[family]), (&json!(person.identity_code), &json!(person.family_name)));
        assert_eq!((&claims["iss"], &claims["aud"], &claims["acr"]), (&json!(ISSUER), &json!("ekstranet"), &json!("http://ftn.ficora.fi/2017/loa2")));
        assert_eq!((&claims["auth_time"], &claims["iat"], &claims["exp"]), (&json!(NOW_SECONDS), &json!(NOW_SECONDS), &json!(NOW_SECONDS + 300)));
        assert_eq!(claims["nonce"], "a-nonce-of-thirty-two-characters-or-more");
        assert!(claims["sub"].as_str().unwrap().len() >= 32 && claims["sid"].as_str().unwrap().len() >= 32);
        let userinfo = desk.post("/identification/userinfo", &[], &[(AUTHORIZATION, "Bearer x")]).await;
        assert_eq!(userinfo.status, 401, "off");
    }
}

#[tokio::test]
async fn userinfo_repeats_the_facts_for_clients_that_have_it() {
    for profile in [Profile::FtnUrn, Profile::Plain] {
        let desk = Desk::new(vec![Client { userinfo: UserInfo::On, ..ours(profile) }]);
        let query = if profile == Profile::Plain { Object::request().plain() } else { Object::request().query() };
        let granted = desk.identify(&query, "").await.back()["code"].clone();
        let token = desk.token(&granted).await.json()["access_token"].as_str().unwrap().to_owned();
        let answer = desk.post("/identification/userinfo", &[], &[(AUTHORIZATION, &format!("Bearer {token}"))]).await;
        let claims = if profile == Profile::Plain { answer.json().as_object().unwrap().clone() } else { claims(&opened(&answer.body).1).await };
        assert_eq!(claims["urn:oid:2.5.4.4"], PERSONS[0].family_name);
        assert!(!claims.contains_key("nonce"));
        let metadata = desk.get("/identification/.well-known/openid-configuration", "").await.json();
        assert_eq!(metadata["userinfo_endpoint"], format!("{ISSUER}/userinfo"));
    }
}

#[tokio::test]
async fn a_foreigner_has_no_identity_code_whatever_means_is_chosen() {
    let desk = Desk::new(vec![ours(Profile::FtnOidc)]);
    let query = Object::request().query();
    let form = [("request", query.as_str()), ("means", "bank"), ("person", FOREIGNERS[0].id), ("answer", "identify")];
    let code = desk.post("/identification/authorize", &form, &[]).await.back()["code"].clone();
    let claims = claims(&opened(desk.token(&code).await.json()["id_token"].as_str().unwrap()).1).await;
    assert_eq!(claims["acr"], "http://eidas.europa.eu/LoA/substantial");
    assert!(!claims.contains_key("personal_identity_code"));
    assert_eq!(claims["http://eidas.europa.eu/attributes/naturalperson/PersonIdentifier"], FOREIGNERS[0].id);
}

#[tokio::test]
async fn a_low_level_and_missing_names_can_be_switched_on() {
    let desk = Desk::new(vec![ours(Profile::FtnOidc)]);
    desk.config.faults.set(&[Fault::LowLevel, Fault::NoNames]);
    let code = desk.code(Object::request()).await;
    let claims = claims(&opened(desk.token(&code).await.json()["id_token"].as_str().unwrap()).1).await;
    assert_eq!(claims["acr"], "http://eidas.europa.eu/LoA/low");
    assert!(!claims.contains_key("family_name") && claims.contains_key("personal_identity_code"));
    desk.config.faults.set(&[Fault::LoginDenied]);
    assert_eq!(desk.authorize(&Object::request().query()).await.back()["error"], "cancel");
}

/// The officers' provider knows officers, no matter how its client is registered.
#[tokio::test]
async fn officers_can_have_a_profile_too() {
    let stand_ins = StandIns::new(super::BASE, super::SERVICE, kit_core::Clock::fixed(super::NOW), kit_core::Ids::random());
    let officers = stand_ins.officers.iter().map(|client| Client { id: "ekstranet".to_owned(), ..client.clone() });
    let officers = officers.map(|client| client.ftn(Profile::FtnOidc, crate::ClientKeys::Given(keys().published()))).collect();
    let desk = Desk::with(StandIns { officers, ..stand_ins });
    let back = "http://ekstranet.test/officers/login/return";
    let issuer = format!("{}/officers", super::BASE);
    let query = Object::request().with("aud", issuer.clone()).with("redirect_uri", back).without("acr_values").query();
    let form = [("request", query.as_str()), ("officer", "officer-kaisa"), ("answer", "log-in")];
    let code = desk.post("/officers/authorize", &form, &[]).await.back()["code"].clone();
    let assertion = Object::assertion().with("aud", format!("{issuer}/token")).signed();
    let form = [
        ("grant_type", "authorization_code"),
        ("code", &code),
        ("redirect_uri", back),
        ("client_id", "ekstranet"),
        ("code_verifier", super::VERIFIER),
        ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
        ("client_assertion", &assertion),
    ];
    let token = desk.post("/officers/token", &form, &[]).await.json()["id_token"].as_str().unwrap().to_owned();
    let claims = claims(&opened(&token).1).await;
    assert_eq!(
        (&claims["sub"], &claims["name"], &claims["groups"]),
        (&json!("officer-kaisa"), &json!("Kaisa Käsittelijä"), &json!(["ekstranet-handlers"]))
    );
}

#[tokio::test]
async fn a_changed_key_signs_and_the_one_before_is_still_published() {
    let desk = Desk::new(vec![ours(Profile::Plain)]);
    let kid = |token: &str| -> Value {
        serde_json::from_slice::<Value>(&URL_SAFE_NO_PAD.decode(token.split('.').next().unwrap()).unwrap()).unwrap()["kid"].clone()
    };
    let token = async || {
        let code = desk.identify(&Object::request().plain(), "").await.back()["code"].clone();
        desk.token(&code).await.json()["id_token"].as_str().unwrap().to_owned()
    };
    let published = async || -> Vec<Value> {
        let keys = desk.get("/identification/jwks", "").await.json()["keys"].as_array().unwrap().clone();
        keys.iter().map(|key| key["kid"].clone()).collect()
    };
    let before = token().await;
    assert_eq!(published().await, [kid(&before)]);
    desk.config.faults.set(&[Fault::KeysChanged]);
    let after = token().await;
    assert_ne!(kid(&before), kid(&after));
    assert_eq!(published().await, [kid(&after), kid(&before)]);
    assert_eq!(claims(&after).await["iss"], ISSUER);
}
