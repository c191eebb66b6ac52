//! Taking turns, and the middle of what came out.

use std::pin::Pin;

use anyhow::Result;

/// How long and how often each thing is measured.
#[derive(Clone, Copy, Debug)]
pub struct Turns {
    pub seconds: f64,
    pub turns: usize,
}

/// The same thing measured several times.
#[derive(Clone, Debug, Default)]
pub struct Series(Vec<f64>);

impl Series {
    pub fn add(&mut self, figure: f64) {
        self.0.push(figure);
    }

    pub fn median(&self) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        match sorted.len() {
            0 => 0.0,
            n if n % 2 == 1 => sorted[n / 2],
            n => f64::midpoint(sorted[n / 2 - 1], sorted[n / 2]),
        }
    }

    /// The median of the ratios turn by turn: what is measured side by side shares the machine's mood.
    pub fn ratio_to(&self, limit: &Self) -> f64 {
        self.0.iter().zip(&limit.0).map(|(figure, limit)| figure / limit).collect::<Self>().median()
    }

    /// Lowest and highest.
    pub fn range(&self) -> (f64, f64) {
        let least = self.0.iter().copied().fold(f64::INFINITY, f64::min);
        (least, self.0.iter().copied().fold(0.0, f64::max))
    }
}

impl FromIterator<f64> for Series {
    fn from_iter<I: IntoIterator<Item = f64>>(figures: I) -> Self {
        Self(figures.into_iter().collect())
    }
}

/// One thing that takes its turn among others: seconds in, a rate per second out.
pub type Contender<'a> = Box<dyn Fn(f64) -> Pin<Box<dyn Future<Output = Result<f64>> + 'a>> + 'a>;

pub fn contender<'a, F: Future<Output = Result<f64>> + 'a>(run: impl Fn(f64) -> F + 'a) -> Contender<'a> {
    Box::new(move |seconds| Box::pin(run(seconds)))
}

impl Turns {
    /// Measures all contenders in turns, after a short run of each that does not count.
    pub async fn take<const N: usize>(self, contenders: [Contender<'_>; N]) -> Result<[Series; N]> {
        let mut series: [Series; N] = std::array::from_fn(|_| Series::default());
        for contender in &contenders {
            contender(self.seconds.min(1.0)).await?;
        }
        for _ in 0..self.turns {
            for (contender, series) in contenders.iter().zip(&mut series) {
                series.add(contender(self.seconds).await?);
            }
        }
        Ok(series)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle_or_between_the_two_middles() {
        let of = |figures: &[f64]| figures.iter().copied().collect::<Series>().median();
        assert_eq!((of(&[]), of(&[3.0, 1.0, 2.0]), of(&[4.0, 1.0, 2.0, 3.0])), (0.0, 2.0, 2.5));
        let (figures, limits) = (Series(vec![1.0, 4.0, 3.0]), Series(vec![2.0, 2.0, 3.0]));
        assert!((figures.ratio_to(&limits) - 1.0).abs() < f64::EPSILON);
    }
}
