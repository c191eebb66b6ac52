//! What axe-core finds on a page. It comes with the tests' tools, never with the program.

use std::fmt;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::{Browser, target};

const FILE: &str = "tools/node/node_modules/axe-core/axe.min.js";

const RUN: &str = "
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    return axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] }).then(result =>
        result.violations.map(v => v.id + ' (' + v.impact + '): ' + v.help + '\\n' +
            v.nodes.slice(0, 5).map(n => '    ' + n.target.join(' ') + ': ' + n.html.slice(0, 160) + '\\n        ' +
                n.any.concat(n.all, n.none).map(c => c.message).join('; ')).join('\\n')));";

/// Findings on one page; none if all is well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Findings(pub Vec<String>);

impl fmt::Display for Findings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("\n"))
    }
}

impl Browser {
    /// Lets axe look at the page as it is now. It waits for timers, which a browser without scripts does not run.
    pub async fn axe(&self) -> Result<Findings> {
        ensure!(self.scripts, "axe needs a browser with scripts");
        let file = target().join(FILE);
        let axe =
            std::fs::read_to_string(&file).with_context(|| format!("{}: npm install axe-core@4.14.1 (cargo xtask test does it)", file.display()))?;
        self.client.execute(&axe, vec![]).await?;
        let found = self.client.execute(RUN, vec![]).await?;
        let found = found.as_array().context("axe did not answer")?;
        Ok(Findings(found.iter().filter_map(Value::as_str).map(str::to_owned).collect()))
    }

    /// Fails with axe's findings, if there are any.
    pub async fn must_be_accessible(&self) -> Result<()> {
        let found = self.axe().await?;
        ensure!(found.0.is_empty(), "axe on {}:\n{found}", self.address().await?);
        Ok(())
    }
}
