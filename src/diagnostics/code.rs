//! The registry of diagnostic codes. A code is never used again for something else.
//!
//! `D1xx` definition, `S2xx` sources, `T3xx` tables, `I4xx` indicators, `R5xx` report, `O6xx`
//! output, `W8xx` findings that never stop a run, `X9xx` the program itself.

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $id:literal $name:literal,)*) => {
        /// What kind of finding a diagnostic is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[$doc])* $variant,)*
        }

        impl Code {
            /// Every code, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Returns the printed code, such as `D104`.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $(Self::$variant => $id,)* }
            }

            /// Returns the name, such as `unknown-source`; it is the id of the message as well.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }
        }
    };
}

codes! {
    /// The file is not YAML.
    YamlSyntax = "D101" "yaml-syntax",
    /// A key the language does not have.
    UnknownKey = "D102" "unknown-key",
    /// A key that has to be there.
    MissingKey = "D103" "missing-key",
    /// A value of another shape than the key wants.
    WrongShape = "D104" "wrong-shape",
    /// A word outside of the list a key allows.
    UnknownChoice = "D105" "unknown-choice",
    /// A file of `include` that cannot be found.
    IncludeNotFound = "D106" "include-not-found",
    /// The same name defined twice.
    DefinedTwice = "D107" "defined-twice",
    /// A source or table that is not defined.
    UnknownTable = "D108" "unknown-table",
    /// A column that the table does not have.
    UnknownColumn = "D109" "unknown-column",
    /// An indicator that is not defined.
    UnknownIndicator = "D110" "unknown-indicator",
    /// A dimension that is not defined.
    UnknownDimension = "D111" "unknown-dimension",
    /// A parameter in `${…}` that is not defined.
    UnknownParameter = "D112" "unknown-parameter",
    /// A direction that is not defined.
    UnknownDirection = "D113" "unknown-direction",
    /// A template folder that is not there.
    UnknownTemplate = "D114" "unknown-template",
    /// A function that formulas do not have.
    UnknownFunction = "D115" "unknown-function",
    /// A formula that cannot be read.
    FormulaSyntax = "D116" "formula-syntax",
    /// A formula whose parts do not fit together.
    FormulaType = "D117" "formula-type",
    /// A formula that mixes rows and aggregates, or nests aggregates.
    FormulaLevel = "D118" "formula-level",
    /// A number of arguments that a function does not take.
    ArgumentCount = "D119" "argument-count",
    /// Indicators that need each other.
    IndicatorCycle = "D120" "indicator-cycle",
    /// A regular expression that cannot be read.
    BadPattern = "D121" "bad-pattern",
    /// A period that cannot be read.
    BadPeriod = "D122" "bad-period",
    /// An indicator without a formula, or with two.
    IndicatorKind = "D123" "indicator-kind",
    /// An edition that is neither internal nor public.
    EditionUnavailable = "D124" "edition-unavailable",
    /// Two reports that would be written to one file.
    OutputCollision = "D125" "output-collision",
    /// Tables that need each other.
    TableCycle = "D126" "table-cycle",
    /// A path that leaves the project.
    PathOutside = "D127" "path-outside",
    /// A key that means nothing beside the formula of the indicator.
    IdleKey = "D128" "idle-key",
    /// A column of a source that is placed in two ways, or in one its source does not have.
    ColumnPlace = "D129" "column-place",
    /// A check without a rule, or with two.
    CheckRule = "D145" "check-rule",
    /// Copies for suppliers, though nobody is said to supply the data.
    NoSupplier = "D146" "no-supplier",
    /// A form that neither the program nor the project has.
    UnknownForm = "D150" "unknown-form",
    /// A key that a source takes away from a form without it.
    NothingToRemove = "D151" "nothing-to-remove",
    /// A blank workbook of a form that nobody fills in by hand.
    FormNotCollected = "D152" "form-not-collected",
    /// A key of a source in a form.
    KeyOfSource = "D153" "key-of-source",
    /// Tables and indicators that need each other.
    ObservationCycle = "D154" "observation-cycle",
    /// A table made of indicators where only tables made of files may stand.
    LateTable = "D155" "late-table",
    /// A part that the observations of an indicator do not have.
    NothingToTake = "D156" "nothing-to-take",
    /// Columns of observations none of which says what the rows are.
    NoRowsObserved = "D157" "no-rows-observed",
    /// A part of a composite that cannot be added to the others.
    CompositePart = "D158" "composite-part",
    /// Members that cannot be put in one order.
    RankImpossible = "D159" "rank-impossible",
    /// An interval that a value of this kind does not have.
    IntervalImpossible = "D160" "interval-impossible",

    /// An argument that has to be a number written in the formula.
    WrongLiteral = "D170" "wrong-literal",
    /// Rules of privacy that protect nobody.
    WeakPrivacy = "D175" "weak-privacy",
    /// A report that shows cells of spreadsheets, in an edition for the public.
    NotForPublic = "D176" "not-for-public",
    /// Internal documents in the folder of the edition for the public.
    InternalAmongPublic = "D177" "internal-among-public",
    /// A report is told to tell of an indicator twice, or of one it has nothing to tell of.
    NothingToTell = "D178" "nothing-to-tell",
    /// A pattern of files that matches nothing.
    NoFiles = "S201" "no-files",
    /// A file that is not a spreadsheet of a known format.
    UnknownFormat = "S202" "unknown-format",
    /// A workbook that is protected by a password.
    PasswordProtected = "S203" "password-protected",
    /// A workbook that is damaged.
    DamagedWorkbook = "S204" "damaged-workbook",
    /// A sheet that the workbook does not have.
    SheetNotFound = "S205" "sheet-not-found",
    /// A header that no row of the sheet fits.
    HeaderNotFound = "S206" "header-not-found",
    /// A declared column that the header lacks.
    ColumnNotFound = "S207" "column-not-found",
    /// A heading that stands twice in the header.
    ColumnAmbiguous = "S208" "column-ambiguous",
    /// A cell that captures nothing.
    CaptureFailed = "S209" "capture-failed",
    /// A workbook larger than the budget.
    TooLarge = "S210" "too-large",
    /// A cell that is not of the declared type.
    WrongType = "S211" "wrong-type",
    /// A cell that holds an error of the spreadsheet program.
    ErrorCell = "S212" "error-cell",
    /// A row that belongs to no level of the hierarchy.
    UnknownLevel = "S213" "unknown-level",
    /// A formula that the spreadsheet program has not computed.
    FormulaNotCalculated = "S214" "formula-not-calculated",
    /// A value outside of the declared set or pattern.
    ValueNotAllowed = "S215" "value-not-allowed",
    /// Rows of a text file with more fields than its header.
    ExtraFields = "S216" "extra-fields",
    /// Hidden sheets, rows or columns where the definition refuses them.
    HiddenRefused = "S217" "hidden-refused",
    /// A table whose first row cannot be found.
    StartNotFound = "S218" "start-not-found",
    /// An address that a statistical form does not have.
    AddressNotFound = "S219" "address-not-found",
    /// An address that stands twice in a statistical form.
    AddressTwice = "S220" "address-twice",
    /// A sheet of a statistical form without a row of column numbers or a column of row numbers.
    FormNotFound = "S221" "form-not-found",
    /// A key that is personal.
    PersonalKey = "S232" "personal-key",

    /// Rows with the same key.
    DuplicateKey = "T301" "duplicate-key",
    /// Rows of a join without a partner.
    UnmatchedRows = "T302" "unmatched-rows",
    /// Rows of a join with several partners.
    SeveralPartners = "T303" "several-partners",
    /// Rows of a register that name no member.
    KeyMissing = "T304" "key-missing",
    /// Names that no register and no alias knows.
    NameUnknown = "T305" "name-unknown",
    /// Names that several members of a register have.
    NameAmbiguous = "T306" "name-ambiguous",
    /// A key that is to be in a register and is not.
    MemberUnknown = "T307" "member-unknown",
    /// Members of which it cannot be said what came before or after them.
    SuccessionUnclear = "T308" "succession-unclear",
    /// Rows about a member that the register of their period lacks.
    NotAMember = "T309" "not-a-member",
    /// Rows for which the condition of a check is not true.
    CheckFailed = "T310" "check-failed",
    /// Rows that repeat what a check wants unique.
    NotUnique = "T311" "not-unique",
    /// Missing values that a check does not allow.
    Incomplete = "T312" "incomplete",
    /// Values outside of the list of a check.
    NotInList = "T313" "not-in-list",
    /// Values outside of the range of a check.
    OutOfRange = "T314" "out-of-range",
    /// Rows that name no row of another table.
    DanglingReference = "T315" "dangling-reference",
    /// Rows whose columns do not add up to what a check says.
    SumDiffers = "T316" "sum-differs",
    /// Rows that do not add up to their total.
    TotalDiffers = "T317" "total-differs",
    /// Data that are too old.
    Stale = "T318" "stale",
    /// More or fewer rows than a check says.
    RowCount = "T319" "row-count",

    /// A number too large to compute with exactly.
    NumberOverflow = "I401" "number-overflow",
    /// A period in the data that the calendar does not know.
    UnknownPeriodValue = "I402" "unknown-period-value",
    /// Rows that belong to no period.
    PeriodMissing = "I403" "period-missing",

    /// A text that cannot be rendered.
    TextFailed = "R501" "text-failed",
    /// A template that cannot be compiled.
    TemplateFailed = "R502" "template-failed",
    /// A lookup of something that does not exist.
    LookupFailed = "R503" "lookup-failed",
    /// A file in `fonts/` that is not a font.
    BadFont = "R504" "bad-font",

    /// A parameter that a template needs and the definition lacks.
    ParameterNeeded = "R505" "parameter-needed",
    /// Reports that give no document.
    NothingToMake = "R506" "nothing-to-make",

    /// A file that cannot be read.
    CannotRead = "O601" "cannot-read",
    /// A file that cannot be written.
    CannotWrite = "O602" "cannot-write",
    /// A document that does not meet the standard.
    StandardNotMet = "O603" "standard-not-met",

    /// Identical rows, of which one was kept.
    DuplicateRows = "W801" "duplicate-rows",
    /// A hidden sheet that was left out.
    HiddenSheet = "W802" "hidden-sheet",
    /// A format whose reader may lose error values.
    LossyFormat = "W803" "lossy-format",
    /// Rows that count for the whole, but for no member of a slice.
    RowsWithoutMember = "W804" "rows-without-member",
    /// A text that no template prints.
    UnusedText = "W805" "unused-text",
    /// A header without a row of data below it.
    NoRows = "W806" "no-rows",
    /// Members of a dimension that differ in spelling only.
    MembersAlike = "W807" "members-alike",
    /// A spreadsheet beside others that no source reads.
    UnreadFile = "W808" "unread-file",
    /// Hidden rows or columns.
    HiddenCells = "W809" "hidden-cells",
    /// A hidden sheet that was read.
    HiddenSheetRead = "W810" "hidden-sheet-read",
    /// A column in which some percents may be shares.
    MixedShares = "W811" "mixed-shares",
    /// Whole rows that repeat in a source without a key.
    RepeatedRows = "W812" "repeated-rows",
    /// A header beside which others could be meant, or a row of column numbers taken for data.
    DoubtfulHeader = "W813" "doubtful-header",
    /// Cells with content beside the columns of a table.
    StrayCells = "W814" "stray-cells",
    /// A workbook that another reader than usual has read.
    OtherReader = "W815" "other-reader",
    /// A text file whose encoding is doubtful.
    DoubtfulEncoding = "W816" "doubtful-encoding",
    /// Quotes of a text file that could be meant otherwise.
    StrayQuotes = "W817" "stray-quotes",
    /// A workbook whose formulas were not calculated before it was written.
    OldResults = "W818" "old-results",
    /// Two members of one name.
    Namesakes = "W820" "namesakes",
    /// Two rows of a register about one member that do not fit together.
    MemberTwice = "W821" "member-twice",
    /// Members that are gone from a register, and it does not say why.
    MemberGone = "W822" "member-gone",
    /// Codes of a column that may be two spellings of one.
    CodesAlike = "W823" "codes-alike",
    /// Copies of a report that an earlier run made and this one did not.
    StaleCopy = "W824" "stale-copy",
    /// A declared column that is personal.
    PersonalColumn = "W825" "personal-column",
    /// An indicator that loses a period for columns it does not use.
    LostPeriod = "W826" "lost-period",
    /// An indicator about people whose groups have no size.
    NoGroupSize = "W830" "no-group-size",
    /// An edition for the public in which hidden values can be computed.
    SecondaryOff = "W831" "secondary-off",
    /// A text in a formula that no cell holds, though another spelling of it.
    AbsentText = "W840" "absent-text",
    /// A text without quotes that ends at a `#`, which may be part of it.
    CommentInText = "W841" "comment-in-text",

    /// The program reached a state that should not be possible.
    Internal = "X901" "internal",
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::Code;

    #[test]
    fn codes_and_names_are_unique() {
        let ids: BTreeSet<_> = Code::ALL.iter().map(|code| code.id()).collect();
        let names: BTreeSet<_> = Code::ALL.iter().map(|code| code.name()).collect();
        assert_eq!((ids.len(), names.len()), (Code::ALL.len(), Code::ALL.len()));
    }
}
