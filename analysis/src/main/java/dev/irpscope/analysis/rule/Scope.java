package dev.irpscope.analysis.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedSet;
import java.util.TreeMap;

/** What names mean while one instance looks at one occurrence. */
final class Scope {
  private final Rule rule;
  private final EntryContext entry;
  private final World world;
  private final Event event;
  private final int routineDepth;
  private final boolean unseen;
  private final Optional<Ref> subject;
  private final Map<String, Value> shared;
  private final Map<String, Value> values;
  private final List<Instance.Suspicion> suspicions;
  private final Map<String, Ref> bindings = new TreeMap<>();

  Scope(
      Rule rule,
      EntryContext entry,
      World world,
      Event event,
      int routineDepth,
      boolean unseen,
      Optional<Ref> subject,
      Map<String, Value> shared,
      Map<String, Value> values,
      List<Instance.Suspicion> suspicions) {
    this.rule = rule;
    this.entry = entry;
    this.world = world;
    this.event = event;
    this.routineDepth = routineDepth;
    this.unseen = unseen;
    this.subject = subject;
    this.shared = shared;
    this.values = values;
    this.suspicions = new ArrayList<>(suspicions);
  }

  EntryContext entry() {
    return entry;
  }

  World world() {
    return world;
  }

  /** Whether sets may have members that are not known. */
  boolean isUnseen() {
    return unseen;
  }

  boolean inRoutine() {
    return routineDepth > 0;
  }

  Optional<Ref> subject() {
    return subject;
  }

  Map<String, Value> values() {
    return values;
  }

  List<Instance.Suspicion> suspicions() {
    return suspicions;
  }

  void forgetBindings() {
    bindings.clear();
  }

  /** Binds a name; a name bound already must be the same value. */
  Truth bind(String name, Ref ref) {
    Optional<Ref> old = Optional.ofNullable(bindings.putIfAbsent(name, ref));
    return old.map(value -> world.same(value, ref)).orElse(Truth.TRUE);
  }

  /** The program's value a name stands for, if it stands for one now. */
  Optional<Ref> ref(String name) {
    if (bindings.containsKey(name)) {
      return Optional.ofNullable(bindings.get(name));
    }
    if (rule.track().filter(track -> track.name().equals(name)).isPresent()) {
      return subject;
    }
    return value(name)
        .filter(Value.Saved.class::isInstance)
        .map(saved -> ((Value.Saved) saved).ref());
  }

  Optional<Ref> ref(Operand operand) {
    return switch (operand) {
      case Operand.Named(String name) -> ref(name);
      case Operand.FieldOf(String name, String path) ->
          ref(name).flatMap(object -> world.field(object, path));
      case Operand.Constant _, Operand.Counter _, Operand.Irql _ -> Optional.empty();
    };
  }

  /** The number an operand stands for, if it is one that needs no value of the program. */
  OptionalLong number(Operand operand) {
    return switch (operand) {
      case Operand.Constant(String text, OptionalLong value) ->
          value.isPresent() ? value : world.named(text);
      case Operand.Counter(String variable) -> OptionalLong.of(count(variable));
      case Operand.Irql _ -> world.irql();
      case Operand.Named _, Operand.FieldOf _ -> OptionalLong.empty();
    };
  }

  OptionalLong number(Pattern.Constant constant) {
    return number(new Operand.Constant(constant.text(), constant.value()));
  }

  Optional<Value> value(String variable) {
    return Optional.ofNullable(isShared(variable) ? shared.get(variable) : values.get(variable));
  }

  boolean isSet(String variable) {
    return value(variable).isPresent();
  }

  long count(String variable) {
    return value(variable).orElse(new Value.Count(0)) instanceof Value.Count(long n) ? n : 0;
  }

  SequencedSet<Ref> members(String set) {
    return Monitor.members(value(set));
  }

  void put(String variable, Value value) {
    (isShared(variable) ? shared : values).put(variable, value);
  }

  void remove(String variable) {
    (isShared(variable) ? shared : values).remove(variable);
  }

  /** How a name reads in a message now. */
  Optional<String> shown(String name) {
    if (name.equals(rule.entryName())) {
      return Optional.of(entry.routine());
    }
    if (name.equals("ddi")) {
      return Optional.of(event.function());
    }
    if (name.equals("irql")) {
      return Optional.of(world.irql().isPresent() ? irqlName(world.irql().getAsLong()) : "?");
    }
    if (name.equals("major")) {
      return ref(name).map(this::majorName);
    }
    return ref(name).map(world::display).or(() -> value(name).map(Scope::text));
  }

  private String majorName(Ref major) {
    OptionalLong code = world.constant(major);
    return code.isEmpty()
        ? "that is not known here"
        : KnownConstants.majorName(code.getAsLong())
            .orElseGet(() -> String.format("0x%02X", code.getAsLong()));
  }

  private static String text(Value value) {
    return switch (value) {
      case Value.Text(String text) -> text;
      case Value.Count(long count) -> Long.toString(count);
      case Value.Flag _, Value.Saved _, Value.Refs _ -> "";
    };
  }

  private static String irqlName(long irql) {
    return switch ((int) irql) {
      case 0 -> "PASSIVE_LEVEL";
      case 1 -> "APC_LEVEL";
      case 2 -> "DISPATCH_LEVEL";
      default -> "device IRQL";
    };
  }

  private boolean isShared(String variable) {
    return rule.variable(variable).filter(Variable::shared).isPresent();
  }
}
