package dev.irpscope.analysis.wdk.effects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.ast.Decl;
import dev.irpscope.analysis.frontend.UnitReader;
import dev.irpscope.analysis.preprocess.Configuration;
import dev.irpscope.analysis.preprocess.Preprocessor;
import dev.irpscope.analysis.preprocess.PreprocessorCache;
import dev.irpscope.analysis.source.SourceFile;
import dev.irpscope.analysis.wdk.headers.BuiltInHeaders;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The table and the headers speak of the same functions. */
final class DdiTableTest {
  private final Map<String, CType.Function> declared = declared();

  private static Map<String, CType.Function> declared() {
    SourceFile file =
        new SourceFile(
            "main.c",
            SourceFile.Place.FOLDER,
            """
            #include <ntifs.h>
            #include <wmilib.h>
            #include <ntstrsafe.h>
            #include <classpnp.h>
            #include <batclass.h>
            #include <ks.h>
            #include <wdf.h>
            """);
    Preprocessor preprocessor =
        new Preprocessor(Configuration.standard(), new BuiltInHeaders(), new PreprocessorCache());
    Map<String, CType.Function> found = new TreeMap<>();
    for (Decl decl :
        UnitReader.read(file, preprocessor.preprocess(file).tokens()).unit().declarations()) {
      switch (decl) {
        case Decl.Prototype prototype -> found.put(prototype.name(), prototype.type());
        case Decl.Function function -> found.put(function.name(), function.type());
        case Decl.Variable _, Decl.Typedef _, Decl.TypeOnly _, Decl.Error _ -> {}
      }
    }
    return found;
  }

  @Test
  void everyDdiIsDeclaredInTheHeaders() {
    List<String> unknown =
        DdiTable.STANDARD.names().stream().filter(name -> !declared.containsKey(name)).toList();
    assertEquals(List.of(), unknown);
  }

  @Test
  void argumentNumbersLieWithinThePrototype() throws ReflectiveOperationException {
    List<String> wrong = new ArrayList<>();
    int checked = 0;
    for (String name : DdiTable.STANDARD.names()) {
      CType.Function type = declared.get(name);
      if (type == null) {
        continue;
      }
      for (DdiModel.Outcome outcome : DdiTable.STANDARD.find(name).orElseThrow().outcomes()) {
        List<Record> parts = new ArrayList<>();
        outcome.effects().forEach(effect -> parts.add((Record) effect));
        parts.add((Record) outcome.result());
        for (Record part : parts) {
          checked++;
          int most = highestArgument(part);
          if (most >= type.parameters().size() && !type.variadic()) {
            wrong.add(name + " has " + type.parameters().size() + " parameters: " + part);
          }
        }
      }
    }
    assertTrue(checked > 100, "only " + checked + " parts were looked at");
    assertEquals(List.of(), wrong);
  }

  /** The components that are numbers of arguments; a register's flags are three in a row. */
  private static int highestArgument(Record part) throws ReflectiveOperationException {
    int most = -1;
    for (RecordComponent component : part.getClass().getRecordComponents()) {
      if (component.getType() == int.class) {
        component.getAccessor().setAccessible(true);
        int value = (int) component.getAccessor().invoke(part);
        most = Math.max(most, component.getName().equals("flags") ? value + 2 : value);
      }
    }
    return most;
  }

  @Test
  void aResultIsGivenOnlyWhereThereIsOne() {
    List<String> wrong = new ArrayList<>();
    for (String name : DdiTable.STANDARD.names()) {
      CType.Function type = declared.get(name);
      for (DdiModel.Outcome outcome : DdiTable.STANDARD.find(name).orElseThrow().outcomes()) {
        if (type != null
            && type.result() instanceof CType.Void
            && !(outcome.result() instanceof Result.None)) {
          wrong.add(name + " returns nothing: " + outcome.result());
        }
      }
    }
    assertEquals(List.of(), wrong);
  }
}
