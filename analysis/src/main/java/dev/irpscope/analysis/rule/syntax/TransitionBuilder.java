package dev.irpscope.analysis.rule.syntax;

import dev.irpscope.analysis.rule.Action;
import dev.irpscope.analysis.rule.EventPattern;
import dev.irpscope.analysis.rule.KnownDdis;
import dev.irpscope.analysis.rule.Pattern;
import dev.irpscope.analysis.rule.Severity;
import dev.irpscope.analysis.rule.Template;
import dev.irpscope.analysis.rule.Transition;
import dev.irpscope.analysis.rule.Transition.Report;
import dev.irpscope.analysis.rule.Transition.Target;
import dev.irpscope.analysis.rule.syntax.Problems.Code;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.AlwaysContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.ArgumentContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.ConfirmedContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.HaltContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.LabelContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.LevelContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.MissingContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.MoveContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.ReportContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.SatisfiedContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.SentenceContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.StayContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.TargetContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.TransitionContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.ViolationContext;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/** Builds the transitions of one rule. */
final class TransitionBuilder {
  private final Names names;
  private final Problems problems;
  private final TriggerBuilder triggers;
  private final List<Transition> always = new ArrayList<>();
  private final List<Transition> transitions = new ArrayList<>();
  private final Set<String> boundBySuspicions = new LinkedHashSet<>();

  TransitionBuilder(Names names, Definitions definitions, Problems problems) {
    this.names = names;
    this.problems = problems;
    this.triggers = new TriggerBuilder(names, definitions, problems);
  }

  List<Transition> always() {
    return always;
  }

  List<Transition> transitions() {
    return transitions;
  }

  void add(AlwaysContext written) {
    boolean halts = written.HALT() != null;
    if (!halts && written.effects() == null) {
      problems.error(
          Code.INCOMPLETE, written, "'always' needs '-> halt path' or 'do' with an action.");
    }
    List<TriggerBuilder.Built> on = triggers.build(written.triggers());
    on.forEach(one -> checkWithoutSubject(one.trigger().event(), written));
    List<Action> actions =
        new EffectBuilder(names, problems, common(on), true).build(written.effects());
    always.add(
        new Transition(
            always.size(),
            List.of(),
            halts ? new Target.HaltPath() : new Target.Stay(),
            Optional.empty(),
            on.stream().map(TriggerBuilder.Built::trigger).toList(),
            actions,
            Optional.empty(),
            label(written.label())));
  }

  private void checkWithoutSubject(EventPattern event, AlwaysContext written) {
    List<Pattern> patterns = new ArrayList<>(event.arguments().patterns());
    event.result().ifPresent(patterns::add);
    for (Pattern pattern : patterns) {
      boolean isOfInstance =
          switch (pattern) {
            case Pattern.Subject _ -> true;
            case Pattern.Remembered(String variable) ->
                !names.variable(variable).orElseThrow().shared();
            case Pattern.Anything _, Pattern.Bind _, Pattern.Constant _ -> false;
          };
      if (isOfInstance) {
        problems.error(
            Code.MISPLACED,
            written.triggers(),
            "Under 'always' there is no tracked object, and only shared variables have a value; use"
                + " '_' or a name that the rule does not declare.");
      }
    }
  }

  void add(TransitionContext written) {
    List<String> from =
        written.sources().ANY() != null
            ? names.stateNames()
            : written.sources().ID().stream().map(this::state).distinct().toList();
    List<TriggerBuilder.Built> on = triggers.build(written.triggers());
    Set<String> bound = common(on);
    Target target = target(written.target());
    List<Action> actions =
        new EffectBuilder(names, problems, bound, false).build(written.effects());
    Optional<Report> report = report(written.target(), bound);
    Optional<Transition.MissingCallPattern> missing =
        Optional.ofNullable(written.missing()).map(this::missing);
    if (missing.isPresent() && report.isEmpty()) {
      problems.error(
          Code.MISPLACED, written, "'missing' belongs to a transition that reports something.");
    }
    transitions.add(
        new Transition(
            transitions.size(),
            from,
            target,
            report,
            on.stream().map(TriggerBuilder.Built::trigger).toList(),
            actions,
            missing,
            label(written.label())));
  }

  /** The names that every alternative binds. */
  private static Set<String> common(List<TriggerBuilder.Built> on) {
    Set<String> names = new LinkedHashSet<>();
    on.stream().findFirst().ifPresent(first -> names.addAll(first.bound()));
    on.forEach(alternative -> names.retainAll(alternative.bound()));
    return names;
  }

  private String state(TerminalNode id) {
    String name = id.getText();
    if (!names.stateNames().contains(name)) {
      problems.error(
          Code.UNKNOWN, id.getSymbol(), Words.unknown("state", name, names.stateNames()));
    }
    return name;
  }

  private Target target(TargetContext target) {
    return switch (target) {
      case StayContext _ -> new Target.Stay();
      case HaltContext halt -> halt.PATH() == null ? new Target.Halt() : new Target.HaltPath();
      case SatisfiedContext _ -> new Target.Satisfied();
      case ViolationContext violation ->
          new Target.Violation(Optional.ofNullable(violation.ID()).map(this::state));
      case ConfirmedContext confirmed ->
          new Target.Confirmed(Optional.ofNullable(confirmed.ID()).map(this::state));
      case MoveContext move -> new Target.To(state(move.ID()));
      default -> new Target.Stay();
    };
  }

  private Optional<Report> report(TargetContext target, Set<String> bound) {
    return switch (target) {
      case ViolationContext violation ->
          Optional.of(
              new Report(
                  Report.Kind.VIOLATION,
                  level(violation.level()),
                  message(violation.sentence(), violation, bound, "violation")));
      case ConfirmedContext confirmed -> {
        Set<String> known = new LinkedHashSet<>(bound);
        known.addAll(boundBySuspicions);
        yield Optional.of(
            new Report(
                Report.Kind.CONFIRMED,
                level(confirmed.level()),
                confirmed.sentence() == null
                    ? Optional.empty()
                    : message(confirmed.sentence(), confirmed, known, "confirmation")));
      }
      case StayContext stay -> Optional.ofNullable(stay.report()).map(r -> report(r, bound));
      case MoveContext move -> Optional.ofNullable(move.report()).map(r -> report(r, bound));
      default -> Optional.empty();
    };
  }

  private Report report(ReportContext written, Set<String> bound) {
    boolean hint = written.HINT() != null;
    if (!hint) {
      boundBySuspicions.addAll(bound);
    }
    return new Report(
        hint ? Report.Kind.HINT : Report.Kind.SUSPECTED,
        hint ? Optional.of(Severity.HINT) : level(written.level()),
        message(written.sentence(), written, bound, hint ? "hint" : "suspicion"));
  }

  private Optional<Template> message(
      @Nullable SentenceContext sentence, ParserRuleContext at, Set<String> bound, String what) {
    if (sentence == null) {
      problems.error(Code.INCOMPLETE, at, "This " + what + " has no message: write it in quotes.");
      return Optional.empty();
    }
    Optional<Template> template;
    if (sentence.ID() == null) {
      template = Optional.of(Texts.template(sentence.text()));
    } else {
      String name = sentence.ID().getText();
      names.use("message " + name);
      template = names.message(name);
      if (template.isEmpty()) {
        problems.error(
            Code.UNKNOWN, sentence, Words.unknown("message", name, names.messageNames()));
      }
    }
    template.ifPresent(text -> Texts.check(text, sentence, names, bound, problems));
    return template;
  }

  private static Optional<Severity> level(@Nullable LevelContext level) {
    return Optional.ofNullable(level)
        .map(one -> one.DEFECT() == null ? Severity.PRACTICE : Severity.DEFECT);
  }

  private Transition.MissingCallPattern missing(MissingContext written) {
    List<Pattern> head = new ArrayList<>();
    List<Pattern> tail = new ArrayList<>();
    boolean dots = written.arguments() == null;
    if (written.arguments() != null) {
      for (ArgumentContext argument : written.arguments().argument()) {
        if (argument.DOTS() != null) {
          dots = true;
        } else {
          (dots ? tail : head).add(shown(argument));
        }
      }
    }
    String function = written.ID().getText();
    int fixed = head.size() + tail.size();
    boolean anyNumber = dots;
    KnownDdis.parameters(function)
        .filter(known -> anyNumber ? fixed > known.size() : fixed != known.size())
        .ifPresent(known ->
            problems.error(
                Code.ARITY,
                written,
                "'"
                    + function
                    + "' takes "
                    + known.size()
                    + " arguments, here are "
                    + fixed
                    + "."));
    return new Transition.MissingCallPattern(function, new Pattern.Arguments(head, dots, tail));
  }

  /** An argument of the missing call: a name to be shown, or a constant. */
  private Pattern shown(ArgumentContext argument) {
    String text = argument.pattern().getText();
    if (text.equals("_")) {
      return new Pattern.Anything();
    }
    names.use(text);
    if (names.isSubject(text)) {
      return new Pattern.Subject(text);
    }
    return names.isDeclared(text)
        ? new Pattern.Remembered(text)
        : new Pattern.Constant(text, GuardBuilder.number(text).value());
  }

  private static String label(@Nullable LabelContext label) {
    return label == null ? "" : Texts.plain(label.text());
  }
}
