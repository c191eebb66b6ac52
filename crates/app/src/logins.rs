//! From settings to the clients of both logins.

use std::{path::PathBuf, sync::Arc};

use adapters::identification::{
    ClaimNames, ClientAuthentication, Endpoints, IssuerInAnswer, OidcSettings, OwnKeys, RequestForm, TokenForm, make_next_keys, rotate_keys,
};
use anyhow::{Context as _, bail, ensure};
use identity::session::Duty;
use kit_core::Clock;

use crate::{
    Settings,
    settings::{Authentication, KeysStep, Mode, Request, Token},
    wiring::read_secret,
};

/// Providers show no more of it, in characters.
const LONGEST_SERVICE_NAME: usize = 40;

/// Where our keys lie. In development beside the data.
fn keys_folder(settings: &Settings) -> anyhow::Result<PathBuf> {
    match &settings.logins.identification_keys {
        Some(folder) => Ok(folder.clone()),
        None if settings.mode == Mode::Development => Ok(settings.data.join("identification-keys")),
        None => bail!("set --identification-keys in production"),
    }
}

/// Our keys: in development made when there are none.
pub fn own_keys(settings: &Settings, clock: &Clock) -> anyhow::Result<Arc<OwnKeys>> {
    let folder = keys_folder(settings)?;
    let open = if settings.mode == Mode::Development { OwnKeys::open_or_make } else { OwnKeys::open };
    open(&folder, clock.clone()).map(Arc::new)
}

/// What `identification-keys` does: what was done, for the one who asked.
pub fn change_keys(settings: &Settings, step: KeysStep) -> anyhow::Result<String> {
    let folder = keys_folder(settings)?;
    let done = match step {
        KeysStep::New => make_next_keys(&folder)?,
        KeysStep::Rotate => {
            rotate_keys(&folder)?;
            "the next keys are in use"
        }
    };
    Ok(format!("{done}: {}", folder.display()))
}

pub fn identification(settings: &Settings) -> anyhow::Result<OidcSettings> {
    let logins = &settings.logins;
    let issuer = logins.identification_issuer.clone().unwrap_or_default();
    let name = logins.identification_service_name.trim();
    ensure!(name.chars().count() <= LONGEST_SERVICE_NAME, "--identification-service-name has at most {LONGEST_SERVICE_NAME} characters");
    let algorithms = logins.identification_algorithms.iter().map(|name| name.trim().parse());
    Ok(OidcSettings {
        scope: scope(&logins.identification_scope)?,
        wanted_levels: named(&logins.identification_levels),
        service_name: (!name.is_empty()).then(|| name.to_owned()),
        endpoints: endpoints(
            &issuer,
            [
                &logins.identification_authorization_url,
                &logins.identification_token_url,
                &logins.identification_keys_url,
                &logins.identification_end_session_url,
            ],
        ),
        authentication: authentication(logins.identification_authentication, logins.identification_secret_file.as_ref(), "identification")?,
        request_form: match logins.identification_request {
            Request::Plain => RequestForm::Plain,
            Request::Signed => RequestForm::Signed,
        },
        token_form: match logins.identification_token {
            Token::Encrypted => TokenForm::Encrypted,
            Token::Signed => TokenForm::Signed,
        },
        algorithms: algorithms.collect::<Result<_, _>>().map_err(|known: String| anyhow::anyhow!("--identification-algorithms: {known}"))?,
        issuer_in_answer: if logins.identification_issuer_in_answer { IssuerInAnswer::Demanded } else { IssuerInAnswer::Optional },
        claims: claims(&logins.identification_claims)?,
        ..OidcSettings::new(issuer, &logins.identification_client_id)
    })
}

pub fn officers(settings: &Settings) -> anyhow::Result<OidcSettings> {
    let logins = &settings.logins;
    let issuer = logins.officers_issuer.clone().unwrap_or_default();
    let claims = ClaimNames { name: vec![logins.officers_name_claim.clone()], groups: logins.officers_groups_claim.clone(), ..ClaimNames::default() };
    Ok(OidcSettings {
        scope: scope(&logins.officers_scope)?,
        wanted_levels: named(&logins.officers_levels),
        endpoints: endpoints(
            &issuer,
            [&logins.officers_authorization_url, &logins.officers_token_url, &logins.officers_keys_url, &logins.officers_end_session_url],
        ),
        authentication: authentication(logins.officers_authentication, logins.officers_secret_file.as_ref(), "officers")?,
        claims,
        ..OidcSettings::new(issuer, &logins.officers_client_id)
    })
}

/// The groups of officers, each with the keys of its duties.
pub fn officer_groups(settings: &Settings) -> anyhow::Result<Vec<(String, String)>> {
    let line = |line: &String| {
        // A group's name may hold the sign itself, as names of directories do.
        let (group, duties) = line.rsplit_once('=').with_context(|| format!("--officers-groups: no «=» in {line}"))?;
        let known = Duty::from_keys(duties).len();
        ensure!(known > 0 && known == duties.split_whitespace().count(), "--officers-groups: {duties} are not duties");
        Ok((group.trim().to_owned(), duties.split_whitespace().collect::<Vec<_>>().join(" ")))
    };
    settings.logins.officers_groups.iter().filter(|line| !line.trim().is_empty()).map(line).collect()
}

fn named(list: &[String]) -> Vec<String> {
    list.iter().map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
}

fn scope(scope: &str) -> anyhow::Result<String> {
    ensure!(scope.split_whitespace().any(|part| part == "openid"), "a scope without openid is no login: {scope}");
    Ok(scope.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn endpoints(issuer: &str, [authorization, token, keys, end_session]: [&Option<String>; 4]) -> Endpoints {
    let beside = Endpoints::beside(issuer.trim_end_matches('/'));
    Endpoints {
        authorization: authorization.clone().unwrap_or(beside.authorization),
        token: token.clone().unwrap_or(beside.token),
        keys: keys.clone().unwrap_or(beside.keys),
        end_session: end_session.clone().map_or(beside.end_session, |address| (!address.is_empty()).then_some(address)),
    }
}

fn authentication(asked: Authentication, file: Option<&PathBuf>, which: &str) -> anyhow::Result<ClientAuthentication> {
    let secret = || read_secret(file.with_context(|| format!("set --{which}-secret-file"))?);
    Ok(match asked {
        Authentication::None => ClientAuthentication::None,
        Authentication::SecretBasic => ClientAuthentication::SecretBasic(secret()?),
        Authentication::SecretPost => ClientAuthentication::SecretPost(secret()?),
        Authentication::PrivateKeyJwt => ClientAuthentication::PrivateKeyJwt,
    })
}

/// The names that are known, behind those that were set.
fn claims(more: &[String]) -> anyhow::Result<ClaimNames> {
    let mut names = ClaimNames::default();
    for line in more.iter().rev().filter(|line| !line.trim().is_empty()) {
        let (fact, name) = line.split_once('=').with_context(|| format!("--identification-claims: no «=» in {line}"))?;
        let list = match fact.trim() {
            "identity-code" => &mut names.identity_code,
            "family-name" => &mut names.family_name,
            "given-names" => &mut names.given_names,
            "method" => &mut names.method,
            other => bail!("--identification-claims: {other} is not asked for"),
        };
        list.insert(0, name.trim().to_owned());
    }
    Ok(names)
}

/// `https://host:port` of the addresses to which a form may lead: a logout goes on at the provider.
pub fn form_targets(settings: &[&OidcSettings]) -> Vec<String> {
    let addresses = settings.iter().flat_map(|settings| [Some(&settings.endpoints.authorization), settings.endpoints.end_session.as_ref()]);
    let mut origins: Vec<String> = addresses.flatten().map(|address| origin(address)).collect();
    origins.sort();
    origins.dedup();
    origins
}

fn origin(address: &str) -> String {
    let (scheme, rest) = address.split_once("://").unwrap_or(("https", address));
    format!("{scheme}://{}", rest.split('/').next().unwrap_or(rest))
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    fn settings(flags: &[&str]) -> Settings {
        Settings::parse_from(["ekstranet"].iter().chain(flags))
    }

    #[test]
    fn what_is_not_set_is_the_profile_of_the_trust_network() {
        let client = identification(&settings(&["--identification-issuer=https://tunnistus.example/"])).unwrap();
        assert_eq!((client.request_form, client.token_form), (RequestForm::Signed, TokenForm::Encrypted));
        assert!(matches!(client.authentication, ClientAuthentication::PrivateKeyJwt));
        assert_eq!(client.endpoints.token, "https://tunnistus.example/token");
        assert_eq!(client.issuer, "https://tunnistus.example/", "to the letter");
        assert_eq!(client.algorithms.len(), 6);
    }

    #[test]
    fn everything_of_a_provider_can_be_set() {
        let client = identification(&settings(&[
            "--identification-issuer=https://i.example",
            "--identification-token-url=https://t.example/t",
            "--identification-end-session-url=",
            "--identification-scope=openid  profile",
            "--identification-algorithms=RSA-OAEP-256,A256GCM",
            "--identification-claims=identity-code=hetu,identity-code=urn:x",
            "--identification-token=signed",
        ]))
        .unwrap();
        assert_eq!((client.endpoints.token.as_str(), client.endpoints.end_session), ("https://t.example/t", None));
        assert_eq!((client.scope.as_str(), client.algorithms.len()), ("openid profile", 2));
        assert_eq!(client.claims.identity_code[..2], ["hetu".to_owned(), "urn:x".to_owned()]);
        for wrong in [
            "--identification-scope=profile",
            "--identification-algorithms=RSA1_5",
            "--identification-claims=hetu",
            "--identification-claims=shoe-size=x",
            "--identification-authentication=secret-basic",
            "--identification-service-name=Kanta Ekstranet Kanta Ekstranet Kanta Ekstranet",
        ] {
            assert!(identification(&settings(&[wrong])).is_err(), "{wrong}");
        }
    }

    #[test]
    fn groups_of_officers_are_settings() {
        let groups = officer_groups(&settings(&["--officers-groups=cn=käsittelijät,ou=kanta=look handle;cn=muut=look"])).unwrap();
        assert_eq!(groups[0], ("cn=käsittelijät,ou=kanta".to_owned(), "look handle".to_owned()));
        assert_eq!(officer_groups(&settings(&[])).unwrap().len(), 4);
        for wrong in ["x", "x=", "x=look fly"] {
            assert!(officer_groups(&settings(&[&format!("--officers-groups={wrong}")])).is_err(), "{wrong}");
        }
    }
}
