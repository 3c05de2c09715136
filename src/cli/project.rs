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
        let Some(given) = pipeline else { return Self::only_one(Path::new(".")) };
        let given = Path::new(given);
        let name = given.file_name().unwrap_or_default();
        let folder = given.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new("."));
        // The full path shows where we are, also when the name alone was given.
        let missing = |_| ProjectError::NoFolder(folder.display().to_string());
        let folder = folder.canonicalize().map_err(missing)?;
        let is_pipelines = folder.file_name().is_some_and(|name| name == PIPELINES);
        let (root, inner) = match folder.parent().filter(|_| is_pipelines) {
            Some(root) => (root, Path::new(PIPELINES).join(name)),
            None => (folder.as_path(), PathBuf::from(name)),
        };
        Ok(Self { system: open(root)?, pipeline: inner.to_string_lossy().replace('\\', "/") })
    }

    /// Finds the project of a definition, or the only definition of a project's folder.
    pub(super) fn at(path: &Path) -> Result<Self, ProjectError> {
        if path.is_dir() { Self::only_one(path) } else { Self::find(Some(&path.to_string_lossy())) }
    }

    fn only_one(root: &Path) -> Result<Self, ProjectError> {
        let system = open(root)?;
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

/// Opens this folder, as the project whose own forms count.
pub(super) fn here() -> Result<NativeSystem, ProjectError> {
    open(Path::new("."))
}

fn open(root: &Path) -> Result<NativeSystem, ProjectError> {
    let missing = |_| ProjectError::NoFolder(root.display().to_string());
    let system = NativeSystem::open(root).map_err(missing)?;
    // A program that does not know where it is reads everything itself.
    Ok(system.with_reader(std::env::current_exe().ok()))
}
