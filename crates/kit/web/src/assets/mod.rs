//! Style, script and icon, inside the program. Their addresses carry a hash of their content, so that browsers may keep them for ever.

use std::sync::LazyLock;

use kit_core::Digest;

/// One file that pages refer to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asset {
    /// `/assets/<first 12 hex digits of SHA-256>/app.css`
    pub path: &'static str,
    pub media_type: &'static str,
    pub bytes: &'static [u8],
}

/// The tokens first, then what all pages have, then the components; print and forced colours come last.
const CSS: &str = concat!(
    include_str!("tokens.css"),
    include_str!("base.css"),
    include_str!("layout.css"),
    include_str!("../components/question/style.css"),
    include_str!("../components/text_input/style.css"),
    include_str!("../components/textarea/style.css"),
    include_str!("../components/date_input/style.css"),
    include_str!("../components/file_input/style.css"),
    include_str!("../components/select/style.css"),
    include_str!("../components/radios/style.css"),
    include_str!("../components/checkboxes/style.css"),
    include_str!("../components/button/style.css"),
    include_str!("../components/repeat_group/style.css"),
    include_str!("../components/error_summary/style.css"),
    include_str!("../components/notice/style.css"),
    include_str!("../components/stepper/style.css"),
    include_str!("../components/summary_list/style.css"),
    include_str!("../components/description_rows/style.css"),
    include_str!("../components/file_link/style.css"),
    include_str!("../components/tag/style.css"),
    include_str!("../components/table/style.css"),
    include_str!("../components/timeline/style.css"),
    include_str!("../components/bar_chart/style.css"),
    include_str!("../components/side_panel/style.css"),
    include_str!("../components/check_list/style.css"),
    include_str!("../components/changes/style.css"),
    include_str!("../components/pagination/style.css"),
    include_str!("../components/empty_state/style.css"),
    include_str!("../components/breadcrumb/style.css"),
    include_str!("../components/language_menu/style.css"),
    include_str!("../components/skip_link/style.css"),
    include_str!("media.css"),
);

static ASSETS: LazyLock<[Asset; 3]> = LazyLock::new(|| {
    [
        asset("app.css", "text/css; charset=utf-8", CSS.as_bytes()),
        asset("app.js", "text/javascript; charset=utf-8", include_bytes!("app.js")),
        asset("icon.svg", "image/svg+xml", include_bytes!("icon.svg")),
    ]
});

fn asset(name: &str, media_type: &'static str, bytes: &'static [u8]) -> Asset {
    let hash: String = Digest::of(bytes).hex().chars().take(12).collect();
    Asset { path: format!("/assets/{hash}/{name}").leak(), media_type, bytes }
}

pub fn all() -> &'static [Asset] {
    ASSETS.as_slice()
}

pub fn css_path() -> &'static str {
    ASSETS[0].path
}

pub fn js_path() -> &'static str {
    ASSETS[1].path
}

pub fn icon_path() -> &'static str {
    ASSETS[2].path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_address_carries_the_hash_of_its_content() {
        for asset in all() {
            let hash = Digest::of(asset.bytes).hex();
            assert_eq!(asset.path.split('/').nth(2), Some(&hash[..12]));
        }
    }

    #[test]
    fn the_script_stays_small_and_nothing_is_fetched_from_elsewhere() {
        let script = std::str::from_utf8(all()[1].bytes).unwrap();
        assert!(script.len() <= 6 * 1024, "{} bytes", script.len());
        for word in ["eval(", "innerHTML", "http:", "https:"] {
            assert!(!script.contains(word), "{word}");
        }
        assert!(!CSS.contains("url(") && !CSS.contains("@import"));
    }
}
