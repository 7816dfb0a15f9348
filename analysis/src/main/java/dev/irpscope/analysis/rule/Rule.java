package dev.irpscope.analysis.rule;

import java.util.List;
import java.util.Optional;

/**
 * A rule as data: what it demands, in words and as an automaton.
 *
 * @param name exactly as published
 * @param group the group it is listed under
 * @param source name of the documentation page
 * @param summary one paragraph in our words
 * @param clause what the documentation asks, in our words
 * @param consequence one sentence: what goes wrong at run time
 * @param file path of the rule file it was read from
 * @param draft why it is not ready to be used; empty when it is
 * @param entryName how messages call the entry routine
 * @param requires what must hold of the driver for the rule to apply; only literals of {@link
 *     Guard.OfDriver} under {@code and}, {@code or}, {@code not}
 * @param always transitions without an instance: they change shared variables or end the path
 * @param transitions in the order in which they are tried
 */
public record Rule(
    String name,
    Model model,
    Severity severity,
    String group,
    String source,
    String summary,
    String clause,
    String consequence,
    String file,
    Optional<String> draft,
    List<EntryFilter> entries,
    String entryName,
    Guard requires,
    Optional<Track> track,
    List<Variable> variables,
    List<State> states,
    List<Transition> always,
    List<Transition> transitions) {
  /** The driver model a rule is for. */
  public enum Model {
    WDM,
    KMDF,
    STORPORT
  }

  public Rule {
    entries = List.copyOf(entries);
    variables = List.copyOf(variables);
    states = List.copyOf(states);
    always = List.copyOf(always);
    transitions = List.copyOf(transitions);
  }

  /** The same rule, not to be run unless it is asked for by name. */
  public Rule asDraft(String why) {
    return new Rule(
        name,
        model,
        severity,
        group,
        source,
        summary,
        clause,
        consequence,
        file,
        Optional.of(why),
        entries,
        entryName,
        requires,
        track,
        variables,
        states,
        always,
        transitions);
  }

  /** Whether it may be run: not a draft. */
  public boolean isRunnable() {
    return draft.isEmpty();
  }

  /**
   * Whether it is searched in this entry routine. Whether the driver qualifies is {@link
   * #inapplicable}.
   */
  public boolean appliesTo(EntryContext entry) {
    boolean in = entries.stream().allMatch(EntryFilter::except);
    for (EntryFilter filter : entries) {
      if (filter.matches(entry)) {
        in = !filter.except();
      }
    }
    return in;
  }

  /** The fact about the driver that keeps the rule from applying, as a sentence; empty if none. */
  public Optional<String> inapplicable(List<String> driverFacts) {
    return DriverFacts.hold(requires, driverFacts)
        ? Optional.empty()
        : Optional.of(DriverFacts.sentence(requires));
  }

  /** The state in which an instance starts in an entry routine of this kind. */
  public State initial(EntryContext.Kind kind) {
    return states.stream()
        .filter(state -> state.initialFor().contains(kind))
        .findFirst()
        .or(() -> states.stream().filter(State::initial).findFirst())
        .orElseThrow(() -> new IllegalStateException(name + " has no initial state"));
  }

  public Optional<State> state(String wanted) {
    return states.stream().filter(state -> state.name().equals(wanted)).findFirst();
  }

  public Optional<Variable> variable(String wanted) {
    return variables.stream().filter(variable -> variable.name().equals(wanted)).findFirst();
  }

  /** What the engine must show this rule; everything else it may skip. */
  public Watched watched() {
    return Watched.of(this);
  }

  /** The automaton to be drawn. */
  public Automaton automaton() {
    return Automaton.of(this);
  }

  /** By name: two rules of one name are never in one catalogue. */
  @Override
  public String toString() {
    return name;
  }
}
