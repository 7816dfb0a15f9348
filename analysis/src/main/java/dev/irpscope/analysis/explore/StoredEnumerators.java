package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.ast.TranslationUnit;
import dev.irpscope.analysis.cfg.Block;
import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.Instruction;
import dev.irpscope.analysis.cfg.Operand;
import dev.irpscope.analysis.cfg.Place;
import dev.irpscope.analysis.cfg.Terminator;
import dev.irpscope.analysis.program.GlobalVariable;
import dev.irpscope.analysis.program.Program;
import dev.irpscope.analysis.symbolic.RangeSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Which values a driver stores in members of its own enumeration types: where members of a name are
 * only ever given constants, they hold one of them, or 0 as long as they are given none. Structures
 * are not told apart: several may begin alike.
 */
final class StoredEnumerators {
  private record Member(String enumeration, String name) {}

  private final Set<String> foreign = new HashSet<>();
  private final Map<Member, RangeSet> stored = new HashMap<>();
  private final Set<Member> open = new HashSet<>();

  StoredEnumerators(Program program, List<TranslationUnit> units) {
    KitTypes.forEach(units, type -> enumeration(type).ifPresent(foreign::add));
    for (GlobalVariable global : program.globals()) {
      global.initialization().forEach(this::read);
    }
    for (ControlFlowGraph graph : program.functions()) {
      graph.staticInitialization().forEach(this::read);
      for (Block block : graph.blocks()) {
        block.instructions().forEach(this::read);
        operand(block.terminator()).ifPresent(this::noteAddresses);
      }
    }
    stored.keySet().removeAll(open);
  }

  /** The values that a member can hold; empty where that is not known. */
  Optional<RangeSet> values(Place place) {
    return member(place).map(stored::get);
  }

  /** Calls back for each member of a structure that an operand reads for a value. */
  static void forEachRead(Operand operand, Consumer<Operand.Load> visitor) {
    switch (operand) {
      case Operand.Load load -> {
        if (load.place() instanceof Place.Field) {
          visitor.accept(load);
        }
      }
      case Operand.Unary unary -> forEachRead(unary.operand(), visitor);
      case Operand.Binary binary -> {
        forEachRead(binary.left(), visitor);
        forEachRead(binary.right(), visitor);
      }
      case Operand.Cast cast -> forEachRead(cast.operand(), visitor);
      case Operand.Constant _,
          Operand.Text _,
          Operand.AddressOf _,
          Operand.FunctionName _,
          Operand.Temporary _,
          Operand.Container _,
          Operand.Unknown _ -> {}
    }
  }

  private void read(Instruction instruction) {
    switch (instruction) {
      case Instruction.Store store -> {
        member(store.target()).ifPresent(member -> store(member, store.value()));
        noteAddresses(store.value());
      }
      case Instruction.Define define -> noteAddresses(define.value());
      case Instruction.Call call -> call.arguments().forEach(this::noteAddresses);
      case Instruction.Declare _, Instruction.Clear _, Instruction.Opaque _ -> {}
    }
  }

  private void store(Member member, Operand value) {
    switch (value) {
      case Operand.Constant constant ->
          stored.merge(
              member, RangeSet.of(0).union(RangeSet.of(constant.value())), RangeSet::union);
      case Operand.Cast cast -> store(member, cast.operand());
      case Operand.Load load when member(load.place()).filter(member::equals).isPresent() -> {}
      case Operand.Load _,
          Operand.Text _,
          Operand.AddressOf _,
          Operand.FunctionName _,
          Operand.Temporary _,
          Operand.Unary _,
          Operand.Binary _,
          Operand.Container _,
          Operand.Unknown _ ->
          open.add(member);
    }
  }

  /** Whoever has the address of a member may store anything there. */
  private void noteAddresses(Operand operand) {
    switch (operand) {
      case Operand.AddressOf of -> member(of.place()).ifPresent(open::add);
      case Operand.Cast cast -> noteAddresses(cast.operand());
      case Operand.Unary unary -> noteAddresses(unary.operand());
      case Operand.Binary binary -> {
        noteAddresses(binary.left());
        noteAddresses(binary.right());
      }
      case Operand.Container container -> noteAddresses(container.member());
      case Operand.Load _,
          Operand.Constant _,
          Operand.Text _,
          Operand.FunctionName _,
          Operand.Temporary _,
          Operand.Unknown _ -> {}
    }
  }

  private Optional<Member> member(Place place) {
    return place instanceof Place.Field field
            && field.field().bits() == 0
            && !isInUnion(field.base())
        ? enumeration(field.field().type())
            .filter(name -> !foreign.contains(name))
            .map(name -> new Member(name, field.field().name()))
        : Optional.empty();
  }

  private static boolean isInUnion(Place place) {
    return isUnion(place.type()) || (place instanceof Place.Field field && isInUnion(field.base()));
  }

  private static boolean isUnion(CType type) {
    return type.canonical() instanceof CType.Struct(var definition)
        && definition.kind() == dev.irpscope.analysis.ast.RecordDefinition.Kind.UNION;
  }

  /** The enumeration's tag, or where it has none the name that was given to it. */
  private static Optional<String> enumeration(CType type) {
    String given = "";
    for (CType at = type; at instanceof CType.Typedef(var name, var target); at = target) {
      if (name.startsWith(CType.ENUMERATION)) {
        boolean hasTag = name.length() > CType.ENUMERATION.length();
        return hasTag || given.isEmpty() ? Optional.of(name) : Optional.of(given);
      }
      given = name;
    }
    return Optional.empty();
  }

  private static Optional<Operand> operand(Terminator terminator) {
    return switch (terminator) {
      case Terminator.Jump _, Terminator.End _ -> Optional.empty();
      case Terminator.Branch branch -> Optional.of(branch.condition());
      case Terminator.Switch selection -> Optional.of(selection.value());
      case Terminator.Return leave -> leave.value();
    };
  }
}
