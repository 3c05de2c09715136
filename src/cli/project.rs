//! Which project and which definition are meant.

use std::path::{Path, PathBuf};

use crate::system::{NativeSystem, System as _};

/// Name of the folder with definitions.
const PIPELINES: &str = "pipelines";

/// A project folder and the definition in it.
pub(super) struct Project {
    pub(super) system: NativeSystem,
    /// Path of the definition from the project folder.
    pub(super) pipeline: String,
}

/// Why no project was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ProjectError {
    /// The folder does not exist.
    NoFolder(String),
    /// There is no definition in `pipelines/`.
    NoPipeline,
    /// There are several; their names.
    SeveralPipelines(Vec<String>),
}

impl Project {
    /// Finds the project of a definition: the folder above `pipelines/`, or else the definition's
    /// own folder. Without a definition, the only one in `pipelines/` of this folder.
    pub(super) fn find(pipeline: Option<&str>) -> Result<Self, ProjectError> {
        let Some(given) = pipeline else { return Self::only_one() };
        let path = Path::new(given);
        let folder = path.parent().unwrap_or(Path::new(""));
        let above_pipelines = folder.file_name().is_some_and(|name| name == PIPELINES);
        let root = if above_pipelines { folder.parent().unwrap_or(folder) } else { folder };
        let root = if root.as_os_str().is_empty() { Path::new(".") } else { root };
        let inner: PathBuf = path.strip_prefix(root).unwrap_or(path).to_owned();
        let system = open(root)?;
        Ok(Self { system, pipeline: inner.to_string_lossy().replace('\\', "/") })
    }

    fn only_one() -> Result<Self, ProjectError> {
        let system = open(Path::new("."))?;
        let entries = system.list(Path::new(PIPELINES)).map_err(|_| ProjectError::NoPipeline)?;
        let mut names: Vec<String> = entries
            .into_iter()
            .filter(|entry| !entry.is_folder)
            .map(|entry| entry.path.to_string_lossy().into_owned())
            .filter(|name| name.ends_with(".yaml") || name.ends_with(".yml"))
            .collect();
        match names.len() {
            0 => Err(ProjectError::NoPipeline),
            1 => Ok(Self { system, pipeline: names.remove(0) }),
            _ => Err(ProjectError::SeveralPipelines(names)),
        }
    }
}

fn open(root: &Path) -> Result<NativeSystem, ProjectError> {
    let missing = |_| ProjectError::NoFolder(root.display().to_string());
    NativeSystem::open(root).map_err(missing)
}
