package dev.irpscope.analysis.rule.syntax;

import dev.irpscope.analysis.rule.DriverFact;
import dev.irpscope.analysis.rule.Guard;
import dev.irpscope.analysis.rule.KnownConstants;
import dev.irpscope.analysis.rule.KnownFields;
import dev.irpscope.analysis.rule.Operand;
import dev.irpscope.analysis.rule.Predicate;
import dev.irpscope.analysis.rule.Variable;
import dev.irpscope.analysis.rule.syntax.Problems.Code;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageLexer;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.ComparisonContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.ConditionContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.ConjunctionContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.DisjunctionContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.EntryIsContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.FlagContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.GroupContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.GuardContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.InRoutineContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.LiteralContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.MemberContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.NegationContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.OfDriverContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.OneOfContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.OperandContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.PossibilityContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.PredicateContext;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Builds conditions from their trees, in one rule and with the names that one event binds. */
final class GuardBuilder {
  private final Names names;
  private final Problems problems;
  private final Naming naming;
  private final Set<String> bound;

  GuardBuilder(Names names, Problems problems, Naming naming, Set<String> bound) {
    this.names = names;
    this.problems = problems;
    this.naming = naming;
    this.bound = bound;
  }

  Guard build(GuardContext guard) {
    return switch (guard) {
      case NegationContext not -> new Guard.Not(build(not.guard()));
      case PossibilityContext possibly -> new Guard.Possibly(build(possibly.guard()));
      case ConjunctionContext and -> new Guard.And(build(and.guard(0)), build(and.guard(1)));
      case DisjunctionContext or -> new Guard.Or(build(or.guard(0)), build(or.guard(1)));
      case GroupContext group -> build(group.guard());
      case ComparisonContext comparison ->
          new Guard.Compare(
              comparison.op.getText(),
              operand(comparison.operand(0)),
              operand(comparison.operand(1)));
      case OneOfContext oneOf -> oneOf(oneOf);
      case MemberContext member -> member(member);
      case ConditionContext condition -> condition(condition);
      case EntryIsContext entry ->
          Vocabulary.entryKind(entry.word(), problems)
              .<Guard>map(Guard.EntryIs::new)
              .orElse(new Guard.Literal(true));
      case OfDriverContext fact -> fact(fact);
      case InRoutineContext _ -> new Guard.InRoutine();
      case LiteralContext literal ->
          new Guard.Literal(literal.value.getType() == RuleLanguageLexer.TRUE);
      case PredicateContext predicate -> predicate(predicate);
      case FlagContext flag -> flag(flag);
      default -> new Guard.Literal(true);
    };
  }

  private Guard oneOf(OneOfContext oneOf) {
    List<Operand.Constant> constants =
        oneOf.ID().stream().map(id -> constant(id.getSymbol(), id.getText())).toList();
    Guard guard = new Guard.OneOf(operand(oneOf.operand()), constants);
    return oneOf.NOT() == null ? guard : new Guard.Not(guard);
  }

  private Guard member(MemberContext member) {
    Operand value = operand(member.operand());
    String set = variable(member.ID(), Variable.Type.SET, "set");
    Guard guard = new Guard.Member(value, set);
    return member.NOT() == null ? guard : new Guard.Not(guard);
  }

  private Guard condition(ConditionContext condition) {
    Token word = condition.ID(1).getSymbol();
    Guard guard =
        switch (word.getText()) {
          case "empty" -> new Guard.Empty(variable(condition.ID(0), Variable.Type.SET, "set"));
          case "known" -> new Guard.Known(variable(condition.ID(0), Variable.Type.VALUE, "value"));
          default -> {
            problems.error(
                Code.UNKNOWN,
                word,
                "After 'is' the language knows 'empty' (of a set) and 'known' (of a value).");
            yield new Guard.Literal(true);
          }
        };
    return condition.NOT() == null ? guard : new Guard.Not(guard);
  }

  private Guard fact(OfDriverContext fact) {
    Optional<DriverFact> known = DriverFact.of(fact.ID().getText());
    if (known.isEmpty()) {
      problems.error(
          Code.UNKNOWN,
          fact.ID().getSymbol(),
          Words.unknown(
              "fact about drivers",
              fact.ID().getText(),
              Arrays.stream(DriverFact.values()).map(DriverFact::word).toList()));
    }
    return known.<Guard>map(Guard.OfDriver::new).orElse(new Guard.Literal(true));
  }

  private Guard predicate(PredicateContext written) {
    Token name = written.ID().getSymbol();
    Optional<Predicate> predicate = Predicate.of(name.getText());
    if (predicate.isEmpty()) {
      problems.error(
          Code.UNKNOWN,
          name,
          Words.unknown(
              "predicate",
              name.getText(),
              Arrays.stream(Predicate.values()).map(Predicate::word).toList()));
      written.operand().forEach(this::operand);
      return new Guard.Literal(true);
    }
    int arity = predicate.get().arity();
    if (written.operand().size() != arity) {
      problems.error(
          Code.ARITY,
          written,
          "Predicate '"
              + name.getText()
              + "' takes "
              + arity
              + (arity == 1 ? " argument" : " arguments")
              + ", here are "
              + written.operand().size()
              + ".");
    }
    return new Guard.Holds(predicate.get(), written.operand().stream().map(this::operand).toList());
  }

  private Guard flag(FlagContext flag) {
    return new Guard.Flag(variable(flag.ID(), Variable.Type.FLAG, "flag"));
  }

  private String variable(TerminalNode id, Variable.Type type, String what) {
    String name = id.getText();
    names.use(name);
    if (names.variable(name, type).isEmpty()) {
      problems.error(
          Code.UNKNOWN, id.getSymbol(), Words.unknown(what, name, names.variables(type)));
    }
    return name;
  }

  /** A value by name, field or number. */
  Operand operand(OperandContext operand) {
    if (operand.NUMBER() != null) {
      return number(operand.NUMBER().getText());
    }
    if (operand.ID().isEmpty()) {
      return number("0");
    }
    Token first = operand.ID(0).getSymbol();
    return switch (naming.meaning(first.getText())) {
      case Naming.Argument.Name(String name) -> named(operand, first, name);
      case Naming.Argument.Number(String text) -> number(text);
      case Naming.Argument.Anything _, Naming.Argument.Dots _ -> number("0");
    };
  }

  private Operand named(OperandContext operand, Token first, String name) {
    if (operand.ID().size() > 1) {
      return field(operand, first, name);
    }
    if (name.equals("irql")) {
      return new Operand.Irql();
    }
    names.use(name);
    if (names.variable(name, Variable.Type.COUNTER).isPresent()) {
      return new Operand.Counter(name);
    }
    if (isValue(name)) {
      return new Operand.Named(name);
    }
    if (!names.isDeclared(name) && Names.isConstant(name)) {
      return constant(first, name);
    }
    unbound(first, name);
    return new Operand.Named(name);
  }

  private Operand field(OperandContext operand, Token first, String name) {
    String path =
        String.join(".", operand.ID().stream().skip(1).map(TerminalNode::getText).toList());
    names.use(name);
    if (!isValue(name)) {
      unbound(first, name);
    }
    if (!KnownFields.contains(path)) {
      problems.error(Code.UNKNOWN, operand, Words.unknown("field", path, KnownFields.all()));
    }
    return new Operand.FieldOf(name, path);
  }

  private boolean isValue(String name) {
    return bound.contains(name)
        || names.isSubject(name)
        || names.variable(name, Variable.Type.VALUE).isPresent();
  }

  private void unbound(Token at, String name) {
    String what =
        names
            .variable(name)
            .map(variable -> "is a " + variable.type().name().toLowerCase(Locale.ROOT))
            .orElse("is neither tracked, declared, nor bound by this event");
    problems.error(Code.UNBOUND, at, "'" + at.getText() + "' has no value here: it " + what + ".");
  }

  private Operand.Constant constant(Token at, String name) {
    OptionalLong value = KnownConstants.value(name);
    if (value.isEmpty()) {
      if (Names.isConstant(name)) {
        problems.warning(
            Code.UNKNOWN,
            at,
            "The constant '"
                + name
                + "' is not in the built-in table; its value is looked up in the driver's headers.");
      } else {
        problems.error(Code.UNKNOWN, at, Words.unknown("constant", name, KnownConstants.names()));
      }
    }
    return new Operand.Constant(name, value);
  }

  static Operand.Constant number(String text) {
    try {
      return new Operand.Constant(text, OptionalLong.of(Long.decode(text)));
    } catch (NumberFormatException tooLarge) {
      return new Operand.Constant(text, OptionalLong.empty());
    }
  }
}
