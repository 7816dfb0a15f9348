package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.FunctionKey;
import dev.irpscope.analysis.cfg.Instruction;
import dev.irpscope.analysis.cfg.Place;
import dev.irpscope.analysis.symbolic.RangeSet;
import dev.irpscope.analysis.symbolic.Region;
import dev.irpscope.analysis.symbolic.Symbol;
import dev.irpscope.analysis.symbolic.Value;
import dev.irpscope.analysis.wdk.effects.Effect.DeviceClass;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** What the search needs to know of the program it runs, answered fast. */
interface Code {
  /** The definitions that a call of {@code name} in {@code file} can mean; empty for a DDI. */
  List<ControlFlowGraph> definitions(String name, String file);

  /** The address of what {@code name} means in {@code file}: the same value in whatever file. */
  Value.Function function(String name, String file);

  /** The functions that a call through a pointer may reach; empty if that is not known. */
  List<ControlFlowGraph> candidates(FunctionKey caller, Instruction.Call call);

  /** Whether the built-in headers declare the function. */
  boolean isDdi(String name);

  /** What a global holds when the driver is loaded, if the program never changes it. */
  Optional<Value> initialValue(Region.Global global, long offset);

  /**
   * What the elements of a global array hold when the driver is loaded, if the program never
   * changes it; empty for other variables and long arrays.
   *
   * @param member offset in the element
   */
  List<Value> elements(Region.Global array, long member);

  /** Size in bytes; 8 where it is not known. */
  long size(CType type);

  /** Offset of a member path ({@code IoStatus.Status}) of a structure named by its typedef. */
  OptionalLong offset(String type, String path);

  /** The scalar members of a structure type: offsets and types; empty if unknown or too many. */
  List<Scalar> scalars(CType type);

  /** Value of a named constant of the headers. */
  OptionalLong constant(String name);

  /** The name of a status value, {@code STATUS_PENDING} for example. */
  Optional<String> statusName(long value);

  /**
   * Whether to follow calls into a function while the rule waits for that.
   *
   * @param given whether the call gives it a way to anything that is tracked
   * @param irp whether an IRP is among the arguments
   */
  boolean follows(ControlFlowGraph callee, Stage stage, BooleanSupplier given, BooleanSupplier irp);

  /** Whether a function may do what matters then; {@code given} as above. */
  boolean mayMatter(ControlFlowGraph callee, Stage stage, BooleanSupplier given);

  /**
   * Whether a function is searched once for all calls with equal input; others are run in place,
   * each time anew.
   */
  boolean isSearchedByItself(ControlFlowGraph callee);

  /** Offsets that callers of a function may read after it has returned. */
  Set<Long> readsAfter(ControlFlowGraph callee);

  /** The function, those that it may call, and every completion routine with those it may call. */
  Set<String> closure(ControlFlowGraph callee);

  /** Greater than that of every function it may call, but for recursion. */
  int height(ControlFlowGraph function);

  /** How many heights there are. */
  int heights();

  /** Whether anything that matters in that phase can still happen from a block to the end. */
  boolean matters(ControlFlowGraph graph, int block, Phase phase);

  /** Whether a function that is not followed may return STATUS_PENDING. */
  boolean mayReturnPending(ControlFlowGraph callee);

  /** Whether a function that is not followed may return STATUS_CANT_WAIT. */
  boolean mayReturnCannotWait(ControlFlowGraph callee);

  /** The statuses of warning severity that the driver compares others with. */
  RangeSet warnings();

  /** The values that a member can hold, where the driver only ever stores constants in it. */
  Optional<RangeSet> storedValues(Place place);

  /** Whose device objects a member or variable holds, on whatever path; empty if not known. */
  Optional<DeviceClass> storedDevice(FunctionKey function, Place place);

  /** What chooses elements of arrays in a function. */
  Indices indices(ControlFlowGraph graph);

  /** What is alive at a point of a function. */
  Liveness liveness(ControlFlowGraph graph);

  /** What a function which is not followed may write through pointers, transitively. */
  WrittenBits writes(ControlFlowGraph callee);

  /** The same by how it comes there. */
  WrittenPlaces places(ControlFlowGraph callee);

  /** Whether a function changes lists, itself or by what it calls. */
  boolean relinks(ControlFlowGraph callee);

  /** Whether a function may change what the pointer that is its {@code argument}th leads to. */
  boolean mayChange(ControlFlowGraph callee, int argument);

  /** Whether a function may do anything that the rule watches, itself or by what it calls. */
  boolean isWatched(FunctionKey function);

  /** Notes that a call was not followed; its site names what is not known since. */
  void skipped(ControlFlowGraph callee, String site);

  /** Notes that the rule could not tell what to do for not knowing a value. */
  void undecided(Symbol value);

  /** What such values come from: results of functions that are not large, answers to sends. */
  Closer undecided();

  /**
   * Whether the outcomes of a send are to be told apart, where they are one otherwise.
   *
   * @param answer name of the status that is unknown then
   */
  boolean tellsOutcomes(String answer);

  /** One scalar member. */
  record Scalar(long offset, CType type) {}
}
