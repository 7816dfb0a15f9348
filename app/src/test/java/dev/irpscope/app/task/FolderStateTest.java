package dev.irpscope.app.task;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderStateTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void whatWasWrittenMadeOrDeletedIsChangedAndNothingElse() throws IOException {
    Files.createDirectories(folder.resolve("sub"));
    Files.writeString(folder.resolve("sub/kept.c"), "int a;");
    Files.writeString(folder.resolve("sub/edited.h"), "int a;");
    Files.writeString(folder.resolve("deleted.c"), "int a;");
    FolderState before = FolderState.of(folder);
    Files.writeString(folder.resolve("sub/edited.h"), "int ab;");
    Files.delete(folder.resolve("deleted.c"));
    Files.writeString(folder.resolve("made.cpp"), "int a;");
    Files.writeString(folder.resolve("notes.txt"), "not read by an analysis");
    assertEquals(
        Set.of("sub/edited.h", "deleted.c", "made.cpp"), before.changedIn(FolderState.of(folder)));
  }

  @Test
  void aFileThatIsPutBackAsItWasIsNotChanged() throws IOException {
    Path file = Files.writeString(folder.resolve("a.c"), "int a;");
    FolderState before = FolderState.of(folder);
    var time = Files.getLastModifiedTime(file);
    Files.writeString(file, "int b;");
    Files.writeString(file, "int a;");
    Files.setLastModifiedTime(file, time);
    assertEquals(Set.of(), before.changedIn(FolderState.of(folder)));
  }
}
