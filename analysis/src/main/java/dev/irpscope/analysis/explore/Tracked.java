package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.rule.IrpOrigin;
import dev.irpscope.analysis.rule.Monitor;
import dev.irpscope.analysis.rule.Ref;
import dev.irpscope.analysis.rule.RuleState;
import dev.irpscope.analysis.symbolic.Region;
import dev.irpscope.analysis.symbolic.Value;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a rule keeps an eye on in a state, and what leads there. */
final class Tracked {
  private Tracked() {}

  /** Whether what becomes of an IRP can move the rule. */
  static boolean concerns(Monitor monitor, RuleState rule, Region irp, IrpRecord known) {
    Set<IrpOrigin> origins = monitor.origins();
    return monitor.watched().concernsIrps()
        && (origins.isEmpty() || origins.contains(known.origin()))
        && mayFollow(monitor, rule, irp);
  }

  /** Whether the rule follows that IRP, or none yet. */
  static boolean mayFollow(Monitor monitor, RuleState rule, Region irp) {
    return monitor.mayFollow(
        rule, object -> object instanceof Value value && region(value).equals(irp));
  }

  /** Whether a pointer among the arguments or the globals leads to anything that is tracked. */
  static boolean isWithin(Monitor monitor, State state, List<Value> arguments) {
    Set<Region> wanted = wanted(monitor, state);
    if (wanted.isEmpty()) {
      return false;
    }
    Set<Region> seen = new HashSet<>();
    ArrayDeque<Region> open = new ArrayDeque<>();
    arguments.forEach(argument -> open.add(region(argument)));
    state.memory.regions().stream().filter(Region.Global.class::isInstance).forEach(open::add);
    while (!open.isEmpty()) {
      Region region = open.poll();
      if (!seen.add(region)) {
        continue;
      }
      if (wanted.contains(region)) {
        return true;
      }
      switch (region) {
        case Region.StackLocation location -> open.add(location.irp());
        case Region.Part part -> open.add(part.base());
        case Region.Bits bits -> open.add(bits.base());
        case Region.Local _, Region.Global _, Region.Target _ -> {}
      }
      state.memory.forEach(region, (_, value) -> open.add(region(value)));
    }
    return false;
  }

  private static Set<Region> wanted(Monitor monitor, State state) {
    Set<Region> wanted = new HashSet<>();
    state.irps.forEach((region, irp) -> {
      if (concerns(monitor, state.rule, region, irp)) {
        wanted.add(region);
      }
    });
    state.events.forEach((event, known) -> {
      if (known.by().stream().anyMatch(wanted::contains)) {
        wanted.add(region(event));
      }
    });
    for (Ref ref : state.rule.followed()) {
      if (ref instanceof Value value && isPointer(value)) {
        wanted.add(region(value));
      }
    }
    state.rule.entry().device().ifPresent(device -> wanted.remove(region((Value) device)));
    return wanted;
  }

  private static boolean isPointer(Value value) {
    return switch (value) {
      case Value.Pointer _ -> true;
      case dev.irpscope.analysis.symbolic.Symbol symbol -> symbol.isPointer();
      case Value.Number _, Value.Function _, Value.Text _, Value.Operation _ -> false;
    };
  }

  private static Region region(Value value) {
    return Address.of(value).region();
  }
}
