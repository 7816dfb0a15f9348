package dev.irpscope.analysis.rule.syntax;

import dev.irpscope.analysis.rule.EventPattern;
import dev.irpscope.analysis.rule.Guard;
import dev.irpscope.analysis.rule.KnownConstants;
import dev.irpscope.analysis.rule.KnownDdis;
import dev.irpscope.analysis.rule.Pattern;
import dev.irpscope.analysis.rule.Transition.Trigger;
import dev.irpscope.analysis.rule.Variable;
import dev.irpscope.analysis.rule.syntax.Naming.Argument;
import dev.irpscope.analysis.rule.syntax.Problems.Code;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageLexer;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.ArgumentContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.ArgumentsContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.DdiEventContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.EventContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.EventDefinitionContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.PatternContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.TriggerContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.TriggersContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.WordEventContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/**
 * Builds the events of one transition; events defined by name are replaced by what they stand for.
 */
final class TriggerBuilder {
  /** One alternative and the names it binds. */
  record Built(Trigger trigger, Set<String> bound) {}

  private static final int MAX_DEPTH = 8;

  private final Names names;
  private final Definitions definitions;
  private final Problems problems;
  private int serial;

  TriggerBuilder(Names names, Definitions definitions, Problems problems) {
    this.names = names;
    this.definitions = definitions;
    this.problems = problems;
  }

  List<Built> build(TriggersContext triggers) {
    List<Built> built = new ArrayList<>();
    for (TriggerContext trigger : triggers.trigger()) {
      built.addAll(trigger(trigger, Naming.plain(), 0));
    }
    return built;
  }

  private List<Built> trigger(TriggerContext written, Naming naming, int depth) {
    List<Built> events = event(written.event(), naming, depth);
    if (written.guard() == null) {
      return events;
    }
    List<Built> guarded = new ArrayList<>();
    for (Built event : events) {
      Guard own = new GuardBuilder(names, problems, naming, event.bound()).build(written.guard());
      Guard inner = event.trigger().guard();
      Guard both = inner.equals(new Guard.Literal(true)) ? own : new Guard.And(inner, own);
      guarded.add(new Built(new Trigger(event.trigger().event(), both), event.bound()));
    }
    return guarded;
  }

  private List<Built> event(EventContext written, Naming naming, int depth) {
    return switch (written) {
      case DdiEventContext ddi -> List.of(ddi(ddi, naming));
      case WordEventContext word -> word(word, naming, depth);
      default -> List.of();
    };
  }

  private Built ddi(DdiEventContext ddi, Naming naming) {
    EventPattern.Kind kind =
        ddi.key.getType() == RuleLanguageLexer.CALL
            ? EventPattern.Kind.CALL
            : EventPattern.Kind.RETURN;
    String name = ddi.ID().getText();
    List<String> functions =
        definitions.ddis().getOrDefault(name, List.of(KnownDdis.canonical(name)));
    List<Argument> arguments =
        ddi.arguments() == null ? List.of(new Argument.Dots()) : arguments(ddi.arguments(), naming);
    for (String function : functions) {
      KnownDdis.parameters(function)
          .ifPresent(parameters -> checkArity(ddi, function, parameters, arguments));
    }
    return built(kind, functions, arguments, ddi.arguments(), ddi.pattern(), ddi, naming);
  }

  private List<Built> word(WordEventContext written, Naming naming, int depth) {
    String word = written.word().getText();
    Optional<EventPattern.Kind> kind = Vocabulary.event(word);
    if (kind.isPresent()) {
      List<String> parameters = kind.get().parameters();
      boolean noList = written.arguments() == null;
      List<Argument> arguments =
          noList ? List.of(new Argument.Dots()) : arguments(written.arguments(), naming);
      checkArity(written, word, parameters, arguments);
      return List.of(
          built(
              kind.get(),
              List.of(),
              arguments,
              written.arguments(),
              written.pattern(),
              written,
              naming));
    }
    EventDefinitionContext definition = definitions.events().get(word);
    if (definition == null) {
      Set<String> known = new TreeSet<>(definitions.events().keySet());
      known.addAll(Vocabulary.eventWords());
      problems.error(Code.UNKNOWN, written.word(), Words.unknown("event", word, known));
      return List.of();
    }
    return defined(written, definition, naming, depth);
  }

  /** Replaces an event by the alternatives of its definition. */
  private List<Built> defined(
      WordEventContext written, EventDefinitionContext definition, Naming naming, int depth) {
    String word = written.word().getText();
    if (depth >= MAX_DEPTH) {
      problems.error(Code.MISPLACED, written, "Event '" + word + "' is defined by itself.");
      return List.of();
    }
    if (written.pattern() != null) {
      problems.error(
          Code.MISPLACED,
          written,
          "Event '" + word + "' is defined in a rule file; what it gives is among its parameters.");
    }
    List<String> parameters = definition.ID().stream().skip(1).map(id -> id.getText()).toList();
    List<Argument> given =
        written.arguments() == null
            ? List.of(new Argument.Dots())
            : arguments(written.arguments(), naming);
    checkArity(written, word, parameters, given);
    serial++;
    Map<String, Argument> meanings = new LinkedHashMap<>();
    for (int i = 0; i < parameters.size(); i++) {
      meanings.put(parameters.get(i), argument(given, i, parameters, "'" + serial));
    }
    Naming inside = new Naming(meanings, "'" + serial);
    return problems.at(
        written,
        () -> {
          List<Built> all = new ArrayList<>();
          for (TriggerContext alternative : definition.triggers().trigger()) {
            all.addAll(trigger(alternative, inside, depth + 1));
          }
          return all;
        });
  }

  /** A parameter that is given as {@code _} or falls under dots gets a private name. */
  private static Argument argument(
      List<Argument> given, int index, List<String> parameters, String suffix) {
    Argument hidden = new Argument.Name(parameters.get(index) + suffix);
    int dots = given.indexOf(new Argument.Dots());
    int fromEnd = parameters.size() - index;
    if (dots < 0 || index < dots) {
      return index < given.size() && !(given.get(index) instanceof Argument.Anything)
          ? given.get(index)
          : hidden;
    }
    int tail = given.size() - dots - 1;
    Argument found = fromEnd <= tail ? given.get(given.size() - fromEnd) : hidden;
    return found instanceof Argument.Anything ? hidden : found;
  }

  private void checkArity(
      ParserRuleContext at, String name, List<String> parameters, List<Argument> arguments) {
    boolean dots = arguments.contains(new Argument.Dots());
    int fixed = arguments.size() - (dots ? 1 : 0);
    if (dots ? fixed > parameters.size() : fixed != parameters.size()) {
      String takes =
          switch (parameters.size()) {
            case 0 -> "takes no arguments";
            case 1 -> "takes 1 argument (" + parameters.getFirst() + ")";
            default ->
                "takes " + parameters.size() + " arguments (" + String.join(", ", parameters) + ")";
          };
      problems.error(Code.ARITY, at, "'" + name + "' " + takes + ", here are " + fixed + ".");
    }
  }

  private List<Argument> arguments(ArgumentsContext written, Naming naming) {
    List<Argument> arguments = new ArrayList<>();
    for (ArgumentContext argument : written.argument()) {
      if (argument.DOTS() == null) {
        arguments.add(meaning(argument.pattern(), naming));
      } else if (arguments.contains(new Argument.Dots())) {
        problems.error(
            Code.MISPLACED, argument, "An argument list may have '...' in one place only.");
      } else {
        arguments.add(new Argument.Dots());
      }
    }
    return arguments;
  }

  private static Argument meaning(PatternContext pattern, Naming naming) {
    if (pattern.ID() != null) {
      return naming.meaning(pattern.ID().getText());
    }
    return pattern.NUMBER() == null
        ? new Argument.Anything()
        : new Argument.Number(pattern.NUMBER().getText());
  }

  private Built built(
      EventPattern.Kind kind,
      List<String> functions,
      List<Argument> arguments,
      @Nullable ArgumentsContext place,
      @Nullable PatternContext result,
      ParserRuleContext at,
      Naming naming) {
    Set<String> bound = new LinkedHashSet<>();
    int dots = arguments.indexOf(new Argument.Dots());
    Token start = place == null ? at.getStart() : place.getStart();
    List<Pattern> patterns =
        arguments.stream()
            .filter(argument -> !(argument instanceof Argument.Dots))
            .map(argument -> pattern(argument, start, bound))
            .toList();
    int split = dots < 0 ? patterns.size() : dots;
    Optional<Pattern> gives = Optional.empty();
    if (result != null) {
      if (!kind.hasResult()) {
        problems.error(
            Code.MISPLACED,
            result,
            "'gives' stands only after return, exit and routine-end; '"
                + kind.word()
                + "' gives nothing.");
      }
      gives = Optional.of(pattern(meaning(result, naming), result.getStart(), bound));
    }
    EventPattern event =
        new EventPattern(
            kind,
            functions,
            new Pattern.Arguments(
                patterns.subList(0, split), dots >= 0, patterns.subList(split, patterns.size())),
            gives);
    return new Built(new Trigger(event, new Guard.Literal(true)), bound);
  }

  private Pattern pattern(Argument argument, Token at, Set<String> bound) {
    return switch (argument) {
      case Argument.Anything _, Argument.Dots _ -> new Pattern.Anything();
      case Argument.Number(String text) ->
          new Pattern.Constant(text, GuardBuilder.number(text).value());
      case Argument.Name(String name) -> named(name, at, bound);
    };
  }

  private Pattern named(String name, Token at, Set<String> bound) {
    if (names.isSubject(name)) {
      names.use(name);
      return new Pattern.Subject(name);
    }
    Optional<Variable> variable = names.variable(name);
    if (variable.isPresent()) {
      names.use(name);
      if (variable.get().type() != Variable.Type.VALUE) {
        problems.error(
            Code.MISPLACED,
            at,
            "An argument can be compared with a value; '"
                + name
                + "' is a "
                + Vocabulary.word(variable.get().type())
                + ".");
      }
      return new Pattern.Remembered(name);
    }
    if (Names.isConstant(name)) {
      OptionalLong value = KnownConstants.value(name);
      if (value.isEmpty()) {
        problems.warning(
            Code.UNKNOWN,
            at,
            "The constant '"
                + name
                + "' is not in the built-in table; its value is looked up in the driver's headers.");
      }
      return new Pattern.Constant(name, value);
    }
    bound.add(name);
    return new Pattern.Bind(name);
  }
}
