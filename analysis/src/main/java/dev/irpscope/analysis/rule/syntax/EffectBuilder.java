package dev.irpscope.analysis.rule.syntax;

import dev.irpscope.analysis.rule.Action;
import dev.irpscope.analysis.rule.Operand;
import dev.irpscope.analysis.rule.Template;
import dev.irpscope.analysis.rule.Variable;
import dev.irpscope.analysis.rule.syntax.Problems.Code;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageLexer;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.AddContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.AssignContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.ClearContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.CountContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.DiscardContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.EffectContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.EffectsContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.RaiseContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.RemoveContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.SayContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/** Builds the actions after {@code do}. */
final class EffectBuilder {
  private final Names names;
  private final Problems problems;
  private final Set<String> bound;
  private final GuardBuilder operands;
  private final boolean sharedOnly;

  /**
   * @param sharedOnly whether there is no tracked object, so only shared variables may change
   */
  EffectBuilder(Names names, Problems problems, Set<String> bound, boolean sharedOnly) {
    this.names = names;
    this.problems = problems;
    this.bound = bound;
    this.sharedOnly = sharedOnly;
    this.operands = new GuardBuilder(names, problems, Naming.plain(), bound);
  }

  List<Action> build(@Nullable EffectsContext effects) {
    List<Action> actions = new ArrayList<>();
    if (effects != null) {
      effects.effect().forEach(effect -> build(effect).ifPresent(actions::add));
    }
    return actions;
  }

  private Optional<Action> build(EffectContext effect) {
    return switch (effect) {
      case RaiseContext raise ->
          target(raise.ID(), Variable.Type.FLAG).map(flag -> new Action.SetFlag(flag.name(), true));
      case ClearContext clear ->
          anyTarget(clear.ID()).map(variable -> new Action.Clear(variable.name()));
      case AddContext add -> {
        Operand value = operands.operand(add.operand());
        yield target(add.ID(), Variable.Type.SET).map(set -> new Action.Add(set.name(), value));
      }
      case RemoveContext remove -> {
        Operand value = operands.operand(remove.operand());
        yield target(remove.ID(), Variable.Type.SET)
            .map(set -> new Action.Remove(set.name(), value));
      }
      case DiscardContext _ -> Optional.of(new Action.Discard());
      case CountContext count -> {
        OptionalLong number = GuardBuilder.number(count.NUMBER().getText()).value();
        long delta = number.orElse(0);
        boolean up = count.op.getType() == RuleLanguageLexer.PLUS;
        yield target(count.ID(), Variable.Type.COUNTER)
            .map(counter -> new Action.Count(counter.name(), up ? delta : -delta));
      }
      case AssignContext assign -> anyTarget(assign.ID()).flatMap(to -> assign(assign, to));
      case SayContext say -> {
        Template text = Texts.template(say.text());
        Texts.check(text, say.text(), names, bound, problems);
        yield target(say.ID(), Variable.Type.TEXT).map(to -> new Action.Say(to.name(), text));
      }
      default -> Optional.empty();
    };
  }

  private Optional<Action> assign(AssignContext assign, Variable to) {
    boolean isNumber = assign.operand().NUMBER() != null;
    return switch (to.type()) {
      case COUNTER -> {
        if (!isNumber) {
          problems.error(Code.MISPLACED, assign.operand(), "A counter is set to a number.");
          yield Optional.empty();
        }
        yield Optional.of(
            new Action.SetCounter(
                to.name(),
                GuardBuilder.number(assign.operand().NUMBER().getText()).value().orElse(0)));
      }
      case SET -> {
        String from = assign.operand().getText();
        names.use(from);
        if (names.variable(from, Variable.Type.SET).isEmpty()) {
          problems.error(
              Code.UNKNOWN,
              assign.operand(),
              Words.unknown("set", from, names.variables(Variable.Type.SET)));
        }
        yield Optional.of(new Action.CopySet(to.name(), from));
      }
      case VALUE -> {
        Operand value = operands.operand(assign.operand());
        if (value instanceof Operand.Constant
            || value instanceof Operand.Counter
            || value instanceof Operand.Irql) {
          problems.error(
              Code.MISPLACED,
              assign.operand(),
              "A value variable remembers a value of the driver, not a number.");
        }
        yield Optional.of(new Action.Remember(to.name(), value));
      }
      case FLAG, TEXT -> {
        problems.error(
            Code.MISPLACED,
            assign,
            to.type() == Variable.Type.FLAG
                ? "A flag is changed with 'set " + to.name() + "' or 'clear " + to.name() + "'."
                : "A text variable is given a text in quotes.");
        yield Optional.empty();
      }
    };
  }

  private Optional<Variable> target(TerminalNode id, Variable.Type type) {
    Optional<Variable> found = anyTarget(id);
    if (found.isPresent() && found.get().type() != type) {
      problems.error(
          Code.MISPLACED,
          id.getSymbol(),
          "'"
              + id.getText()
              + "' is a "
              + Vocabulary.word(found.get().type())
              + "; this action needs a "
              + Vocabulary.word(type)
              + ".");
      return Optional.empty();
    }
    return found;
  }

  private Optional<Variable> anyTarget(TerminalNode id) {
    Optional<Variable> found = names.variable(id.getText());
    if (found.isEmpty()) {
      problems.error(
          Code.UNKNOWN,
          id.getSymbol(),
          Words.unknown(
              "variable", id.getText(), names.variables().stream().map(Variable::name).toList()));
    } else if (sharedOnly && !found.get().shared()) {
      problems.error(
          Code.MISPLACED,
          id.getSymbol(),
          "Under 'always' there is no tracked object, so '"
              + id.getText()
              + "' must be declared shared to be changed here.");
    }
    return found;
  }
}
