//! Checks calls of functions: their arguments, and where aggregates may stand.

use super::aggregate::{Aggregate, AggregateKind};
use super::ast::{Call, Expression};
use super::check::{Checker, Level};
use super::error::{FormulaError, FormulaErrorKind};
use super::formula::{Node, NodeKind};
use super::functions::{self, Function, Literal, Parameter, Returns};

impl Checker<'_> {
    pub(super) fn check_call(&mut self, whole: &Expression, call: &Call) -> Option<Node> {
        let mistakes_before = self.errors.len();
        let level = self.level;
        let function = self.function(whole, call);
        self.level = function.map_or(Level::Open, |function| self.inner_level(whole, function));
        let filter = call.filter.as_ref().map(|filter| self.expect(filter, Parameter::BOOLEAN));
        let arguments = match function {
            Some(function) => self.check_arguments(whole, call, function),
            None => self.check_all(&call.arguments),
        };
        self.level = level;
        if self.errors.len() > mistakes_before {
            return None;
        }
        let (function, arguments) = (function?, arguments?);
        let data_type = match function.returns {
            Returns::Always(data_type) => data_type,
            // What is computed from nothing but `null` fits wherever `null` does.
            Returns::LikeFirst if arguments.iter().all(Node::is_null) => return Some(Node::null()),
            Returns::LikeFirst => arguments.first()?.data_type,
        };
        if !function.is_aggregate() {
            return Some(Node { kind: NodeKind::Call(function, arguments), data_type });
        }
        let filter = filter.flatten();
        let kind = AggregateKind::Call { function, arguments, filter };
        Some(self.aggregate(Aggregate { text: whole.to_string(), kind }, data_type))
    }

    /// Finds the function that is called.
    fn function(&mut self, whole: &Expression, call: &Call) -> Option<&'static Function> {
        let Some(function) = functions::find(&call.name) else {
            let kind = FormulaErrorKind::UnknownFunction { name: call.name.clone() };
            self.errors.push(FormulaError::new(call.name_range.clone(), kind));
            return None;
        };
        let misplaced =
            |clause| FormulaErrorKind::MisplacedClause { function: function.name, clause };
        if call.filter.is_some() && !function.is_aggregate() {
            self.refuse::<()>(whole, misplaced("filter"));
        }
        if !call.is_distinct {
            return Some(function);
        }
        let distinct = functions::find(&format!("{} distinct", function.name));
        if distinct.is_none() {
            self.refuse::<()>(whole, misplaced("distinct"));
        }
        distinct.or(Some(function))
    }

    /// Returns what the arguments of a function stand for.
    fn inner_level(&mut self, whole: &Expression, function: &'static Function) -> Level {
        let name = function.name;
        match self.level {
            level if !function.is_aggregate() => level,
            Level::Groups => Level::Argument,
            Level::Open => Level::Open,
            Level::Rows => {
                self.refuse::<()>(whole, FormulaErrorKind::AggregateInRow { function: name });
                Level::Open
            }
            Level::Argument => {
                self.refuse::<()>(whole, FormulaErrorKind::NestedAggregate { function: name });
                Level::Open
            }
        }
    }

    fn check_arguments(
        &mut self,
        whole: &Expression,
        call: &Call,
        function: &'static Function,
    ) -> Option<Vec<Node>> {
        let given = call.arguments.len();
        let parameters = &function.parameters;
        if call.has_star && function.takes_star() {
            return Some(Vec::new());
        }
        if !parameters.fits(given) {
            self.check_all(&call.arguments);
            let (function, signature) = (function.name, function.signature);
            let kind = FormulaErrorKind::ArgumentCount { function, signature, given };
            return self.refuse(whole, kind);
        }
        if parameters.alike {
            let arguments: Vec<_> = call.arguments.iter().collect();
            return self.alike(&arguments, function.name, None);
        }
        let numbered = call.arguments.iter().enumerate();
        let nodes: Vec<_> = numbered
            .filter_map(|(index, argument)| Some((argument, parameters.parameter(index)?)))
            .map(|(argument, parameter)| {
                let node = self.expect(argument, parameter)?;
                match parameter.literal {
                    Some(literal) => self.check_literal(argument, node, literal, (function, given)),
                    None => Some(node),
                }
            })
            .collect();
        nodes.into_iter().collect()
    }

    /// Checks an argument that has to be written as a number.
    fn check_literal(
        &mut self,
        argument: &Expression,
        node: Node,
        literal: Literal,
        (function, given): (&'static Function, usize),
    ) -> Option<Node> {
        let number = node.number();
        if number.is_some_and(|number| literal.allows(number, given)) {
            return Some(node);
        }
        let (function, signature) = (function.name, function.signature);
        let is_number = number.is_some();
        let kind =
            FormulaErrorKind::WrongLiteral { function, signature, literal, given, is_number };
        self.refuse(argument, kind)
    }

    /// Checks expressions of which nothing is known but that they may hold mistakes.
    fn check_all(&mut self, expressions: &[Expression]) -> Option<Vec<Node>> {
        let nodes: Vec<_> = expressions.iter().map(|expression| self.check(expression)).collect();
        nodes.into_iter().collect()
    }
}
