//! The seeded source of chance. Every table draws from a stream of its own, named by what the
//! table is about, so that a new table does not change the numbers of the old ones.
//!
//! Only addition, multiplication, division and the square root are used: IEEE 754 rounds these
//! the same way everywhere, so the sample has the same bytes on every machine.

/// The seed of the whole sample.
const SEED: u64 = 0x4D53_4F4B_4F20_3035;

/// `SplitMix64`: G. L. Steele, D. Lea, C. H. Flood, "Fast splittable pseudorandom number
/// generators", OOPSLA 2014; the constants are those of S. Vigna's public-domain `splitmix64.c`.
pub(crate) struct Random {
    state: u64,
}

impl Random {
    /// Returns the stream that belongs to a name, given in parts.
    pub(crate) fn stream(parts: &[&dyn std::fmt::Display]) -> Self {
        // FNV-1a, with a separator after each part so that ("a", "bc") differs from ("ab", "c").
        let mut state = 0xCBF2_9CE4_8422_2325 ^ SEED;
        for part in parts {
            for byte in part.to_string().bytes().chain([0]) {
                state = (state ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3);
            }
        }
        Self { state }
    }

    /// Returns the next 64 bits.
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// Returns a number in [0, 1).
    pub(crate) fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Returns a whole number in [0, limit).
    pub(crate) fn below(&mut self, limit: u32) -> u32 {
        (self.unit() * f64::from(limit)) as u32
    }

    /// Returns true with the given probability.
    pub(crate) fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// Returns a nearly normal number of mean 0 and deviation 1: the sum of twelve uniform ones
    /// (Irwin–Hall), which needs no logarithm and no cosine.
    pub(crate) fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.unit()).sum::<f64>() - 6.0
    }

    /// Returns how many of `count` independent trials succeed.
    pub(crate) fn binomial(&mut self, count: u32, probability: f64) -> u32 {
        (0..count).map(|_| u32::from(self.chance(probability))).sum()
    }
}

/// Maps a strength to a probability: an S-curve with the slope of the logistic one at zero, made
/// of a square root instead of an exponent.
pub(crate) fn probability(strength: f64) -> f64 {
    0.5 + 0.5 * strength / (4.0 + strength * strength).sqrt()
}
