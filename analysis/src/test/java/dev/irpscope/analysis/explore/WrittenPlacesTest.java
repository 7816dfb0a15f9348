package dev.irpscope.analysis.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.Graphs;
import dev.irpscope.analysis.program.Program;
import dev.irpscope.analysis.program.ProgramBuilder;
import dev.irpscope.analysis.symbolic.Region;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a call may change for its caller, by the way it comes there. */
class WrittenPlacesTest {
  private static final String COMMON =
      """
      typedef struct _CONTEXT { unsigned int Kind; unsigned int Flags; struct _CONTEXT *Next;
        struct { unsigned int First; unsigned int Second; } Pair; } CONTEXT;
      CONTEXT Shared;
      void *ExAllocatePoolWithTag(int, int, int);
      """;

  private static final long FLAGS = 4;
  private static final long PAIR = 16;

  private static WrittenPlaces of(String function, String text) {
    Program program =
        ProgramBuilder.build(
            "driver", List.of(Graphs.unit("a.c", COMMON + text)), List.of(), Runnable::run);
    ControlFlowGraph graph = program.resolve(function, "a.c").getFirst();
    return Objects.requireNonNull(WrittenPlaces.of(program, _ -> 4).get(graph.key()));
  }

  private static long through(WrittenPlaces written, int parameter, long offset) {
    return written.through(parameter).at(offset, Optional.empty());
  }

  private static long clearing(WrittenPlaces written, int parameter, long offset) {
    return written.clearing(parameter).at(offset, Optional.empty());
  }

  private static long elsewhere(WrittenPlaces written, long offset) {
    return written.elsewhere().at(offset, Optional.empty());
  }

  @Test
  void onlyTheParameterThatIsWrittenThroughIsChanged() {
    WrittenPlaces written =
        of("f", "void f(CONTEXT *one, CONTEXT *other) { one->Flags = other->Kind; }");
    assertEquals(WrittenBits.ALL, through(written, 0, FLAGS));
    assertEquals(WrittenBits.NONE, through(written, 1, FLAGS));
    assertEquals(WrittenBits.NONE, elsewhere(written, FLAGS));
  }

  @Test
  void whatAFunctionDoesToContextsOfItsOwnIsNothingToItsCallers() {
    WrittenPlaces written =
        of(
            "f",
            """
            static void fill(CONTEXT *any) { any->Flags = 3; any->Pair.Second = 1; }
            void f(CONTEXT *given)
            {
              CONTEXT own;
              CONTEXT *fresh = ExAllocatePoolWithTag(0, sizeof(CONTEXT), 0);
              fill(&own);
              fill(fresh);
              own.Kind = given->Kind;
            }
            """);
    assertEquals(WrittenBits.NONE, through(written, 0, FLAGS));
    assertEquals(WrittenBits.NONE, elsewhere(written, FLAGS));
  }

  @Test
  void anInnerPointerWritesFurtherOn() {
    WrittenPlaces written =
        of(
            "f",
            """
            static void second(unsigned int *pair) { pair[1] = 7; }
            void f(CONTEXT *given) { second(&given->Pair.First); }
            """);
    assertEquals(WrittenBits.ALL, through(written, 0, PAIR + 4));
    assertEquals(WrittenBits.NONE, through(written, 0, 4));
  }

  @Test
  void whatAnotherPointerLeadsToIsElsewhere() {
    WrittenPlaces written = of("f", "void f(CONTEXT *given) { given->Next->Flags = 1; }");
    assertEquals(WrittenBits.NONE, through(written, 0, FLAGS));
    assertEquals(WrittenBits.ALL, elsewhere(written, FLAGS));
  }

  @Test
  void aVariableWhoseAddressIsTakenMayPointAnywhere() {
    WrittenPlaces written =
        of(
            "f",
            """
            static void next(CONTEXT **at) { *at = (*at)->Next; }
            void f(CONTEXT *given) { CONTEXT *at = given; next(&at); at->Flags = 1; }
            """);
    assertEquals(WrittenBits.ALL, elsewhere(written, FLAGS));
  }

  @Test
  void globalVariablesAreKnownByName() {
    WrittenPlaces written =
        of(
            "f",
            """
            static void fill(CONTEXT *any) { any->Flags = 3; }
            void f(void) { fill(&Shared); }
            """);
    Region.Global shared = new Region.Global("Shared", "");
    assertEquals(WrittenBits.ALL, written.in(shared).at(FLAGS, Optional.empty()));
    assertEquals(WrittenBits.NONE, elsewhere(written, FLAGS));
  }

  /** Offsets would grow with every round. */
  @Test
  void aPointerThatMovesOnWithEachCallLeadsAnywhere() {
    WrittenPlaces written =
        of("f", "void f(unsigned int *at) { *at = 0; if (*at) { f(at + 1); } }");
    assertEquals(WrittenBits.ALL, through(written, 0, 0));
    assertEquals(WrittenBits.ALL, elsewhere(written, 0));
  }

  @Test
  void aFlagThatWasSavedIsNotCleared() {
    WrittenPlaces written =
        of(
            "f",
            """
            static void work(CONTEXT *c)
            {
              unsigned char saved = (c->Flags & 2) != 0;
              c->Flags |= 2;
              if (!saved) { c->Flags &= ~2u; }
            }
            void f(CONTEXT *given) { work(given); }
            """);
    assertEquals(2, through(written, 0, FLAGS) & 2);
    assertEquals(0, clearing(written, 0, FLAGS) & 2);
  }

  @Test
  void norIsOneThatIsClearedOnTheWayOutBecauseItWasClear() {
    WrittenPlaces written =
        of(
            "f",
            """
            void f(CONTEXT *c)
            {
              int clear = 0;
              if (!(c->Flags & 2)) { clear = 1; c->Flags |= 2; }
              c->Kind = 5;
              if (clear) { c->Flags &= ~2u; }
            }
            """);
    assertEquals(0, clearing(written, 0, FLAGS) & 2);
  }

  @Test
  void anyOtherWayToClearItCounts() {
    for (String body :
        List.of(
            "c->Flags &= ~2u;",
            "if (!saved) { c->Flags &= ~2u; }",
            "int was = (d->Flags & 2) != 0; if (!was) { c->Flags &= ~2u; }",
            "int was = (c->Flags & 4) != 0; if (!was) { c->Flags &= ~2u; }",
            "int was = (c->Flags & 2) != 0; if (was) { c->Flags &= ~2u; }",
            "int was = (c->Flags & 2) != 0; was = saved; if (!was) { c->Flags &= ~2u; }",
            "int was = (c->Flags & 2) != 0; if (!was) { c->Kind = 1; } c->Flags &= ~2u;",
            "int was = 0; if (c->Flags & 2) { was = 1; } if (was) { c->Flags &= ~2u; }",
            "unsigned char was = (unsigned char)(c->Flags & 0x102); if (!was) { c->Flags &= ~0x102u; }",
            "c->Flags = 0;")) {
      String text = "void f(CONTEXT *c, CONTEXT *d, int saved) { " + body + " }";
      assertEquals(2, clearing(of("f", text), 0, FLAGS) & 2, body);
    }
  }
}
