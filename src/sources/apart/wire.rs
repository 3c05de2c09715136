//! Numbers and texts between two processes of the same program.

use std::io::{self, Read, Write};

/// Says something. Failures are kept until the end, so that the words need no checks.
pub(super) struct Speaker<'a> {
    to: io::BufWriter<&'a mut (dyn Write + Send)>,
    failure: Option<io::Error>,
}

impl<'a> Speaker<'a> {
    pub(super) fn new(to: &'a mut (dyn Write + Send)) -> Self {
        Self { to: io::BufWriter::new(to), failure: None }
    }

    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        if self.failure.is_none() {
            self.failure = self.to.write_all(bytes).err();
        }
    }

    pub(super) fn byte(&mut self, byte: u8) {
        self.bytes(&[byte]);
    }

    pub(super) fn number(&mut self, number: u32) {
        self.bytes(&number.to_le_bytes());
    }

    /// A count of things of which a file has no more than four thousand millions.
    pub(super) fn count(&mut self, count: usize) {
        self.number(u32::try_from(count).unwrap_or(u32::MAX));
    }

    pub(super) fn double(&mut self, number: f64) {
        self.bytes(&number.to_le_bytes());
    }

    pub(super) fn block(&mut self, bytes: &[u8]) {
        self.count(bytes.len());
        self.bytes(bytes);
    }

    /// Sends what was said.
    pub(super) fn send(&mut self) -> io::Result<()> {
        match self.failure.take() {
            Some(failure) => Err(failure),
            None => self.to.flush(),
        }
    }
}

/// Hears what was said. The other side is not trusted: nothing is reserved by a number it says.
pub(super) struct Listener<'a> {
    from: io::BufReader<&'a mut (dyn Read + Send)>,
}

impl<'a> Listener<'a> {
    pub(super) fn new(from: &'a mut (dyn Read + Send)) -> Self {
        Self { from: io::BufReader::new(from) }
    }

    fn array<const N: usize>(&mut self) -> io::Result<[u8; N]> {
        let mut bytes = [0; N];
        self.from.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    pub(super) fn byte(&mut self) -> io::Result<u8> {
        Ok(self.array::<1>()?[0])
    }

    pub(super) fn number(&mut self) -> io::Result<u32> {
        Ok(u32::from_le_bytes(self.array()?))
    }

    pub(super) fn double(&mut self) -> io::Result<f64> {
        Ok(f64::from_le_bytes(self.array()?))
    }

    pub(super) fn block(&mut self) -> io::Result<Vec<u8>> {
        let length = self.number()?;
        let mut bytes = Vec::new();
        (&mut self.from).take(length.into()).read_to_end(&mut bytes)?;
        if bytes.len() == length as usize { Ok(bytes) } else { Err(unheard()) }
    }

    pub(super) fn text(&mut self) -> io::Result<String> {
        String::from_utf8(self.block()?).map_err(|_| unheard())
    }
}

/// What was heard makes no sense.
pub(super) fn unheard() -> io::Error {
    io::ErrorKind::InvalidData.into()
}
