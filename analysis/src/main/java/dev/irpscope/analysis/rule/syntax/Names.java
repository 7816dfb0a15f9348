package dev.irpscope.analysis.rule.syntax;

import dev.irpscope.analysis.rule.KnownConstants;
import dev.irpscope.analysis.rule.State;
import dev.irpscope.analysis.rule.Template;
import dev.irpscope.analysis.rule.Track;
import dev.irpscope.analysis.rule.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a rule declares, and which of it is used. */
final class Names {
  /** Names that every message may use. */
  static final List<String> IN_MESSAGES = List.of("ddi", "irql");

  private static final Pattern CAPITALS = Pattern.compile("[A-Z][A-Z0-9_]*[A-Z0-9]");

  private Optional<Track> track = Optional.empty();
  private String entryName = "dispatch";
  private final Map<String, Variable> variables = new LinkedHashMap<>();
  private final Map<String, State> states = new LinkedHashMap<>();
  private final Map<String, Template> messages = new LinkedHashMap<>();
  private final Set<String> used = new LinkedHashSet<>();

  void track(Track declared) {
    track = Optional.of(declared);
  }

  Optional<Track> track() {
    return track;
  }

  void entryName(String name) {
    entryName = name;
  }

  String entryName() {
    return entryName;
  }

  /** Returns whether the name was free. */
  boolean declare(Variable variable) {
    return !isDeclared(variable.name()) && variables.put(variable.name(), variable) == null;
  }

  boolean declare(State state) {
    return states.put(state.name(), state) == null;
  }

  boolean declare(String message, Template text) {
    return messages.put(message, text) == null;
  }

  /** Whether a track or variable has this name. */
  boolean isDeclared(String name) {
    return variables.containsKey(name) || isSubject(name);
  }

  boolean isSubject(String name) {
    return track.filter(one -> one.name().equals(name)).isPresent();
  }

  Optional<Variable> variable(String name) {
    return Optional.ofNullable(variables.get(name));
  }

  Optional<Variable> variable(String name, Variable.Type type) {
    return variable(name).filter(variable -> variable.type() == type);
  }

  List<Variable> variables() {
    return new ArrayList<>(variables.values());
  }

  /** Names of the variables of a type. */
  List<String> variables(Variable.Type type) {
    return variables.values().stream()
        .filter(variable -> variable.type() == type)
        .map(Variable::name)
        .toList();
  }

  List<State> states() {
    return new ArrayList<>(states.values());
  }

  List<String> stateNames() {
    return new ArrayList<>(states.keySet());
  }

  Optional<Template> message(String name) {
    return Optional.ofNullable(messages.get(name));
  }

  Set<String> messageNames() {
    return messages.keySet();
  }

  void use(String name) {
    used.add(name);
  }

  boolean isUsed(String name) {
    return used.contains(name);
  }

  /** Whether a name that is declared nowhere reads as a constant of C. */
  static boolean isConstant(String name) {
    return KnownConstants.value(name).isPresent() || CAPITALS.matcher(name).matches();
  }
}
