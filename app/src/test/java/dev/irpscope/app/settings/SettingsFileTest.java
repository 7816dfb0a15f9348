package dev.irpscope.app.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.program.Role;
import dev.irpscope.analysis.program.RoleCorrection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettingsFileTest {
  @TempDir private Path folder = Path.of("");
  private Path file = Path.of("");

  @BeforeEach
  void folders() throws IOException {
    Files.createDirectories(folder.resolve("inc"));
    Files.createDirectories(folder.resolve("driver/rules"));
    file = folder.resolve("driver").resolve("team.json");
  }

  private AnalysisSettings read(String text) throws Exception {
    return SettingsFile.read(Files.writeString(file, text));
  }

  @Test
  @Tag("row-A8")
  void everyPartIsReadWithFoldersRelativeToTheFile() throws Exception {
    AnalysisSettings settings =
        read(
            """
            { "rules": ["default", "SpinLock"],
              "defines": ["DBG=1", "MAX(a)=a"],
              "includeFolders": ["../inc"],
              "ruleFolders": ["rules"],
              "roles": [
                { "function": "Serve", "role": "dispatch", "majorFunctions": ["IRP_MJ_READ"] },
                { "function": "Helper", "file": "sub\\\\util.c", "role": "none" }
              ],
              "suppressions": [{ "fingerprint": "f1", "reason": "Known." }] }
            """);
    assertEquals(
        new AnalysisSettings(
            List.of("default", "SpinLock"),
            List.of("DBG=1", "MAX(a)=a"),
            List.of(folder.resolve("inc")),
            List.of(folder.resolve("driver/rules")),
            List.of(
                new RoleCorrection(
                    "Serve", Optional.empty(), Optional.of(Role.DISPATCH), List.of(3)),
                new RoleCorrection(
                    "Helper", Optional.of("sub/util.c"), Optional.empty(), List.of())),
            new TreeMap<>(Map.of("f1", "Known."))),
        settings);
  }

  @Test
  @Tag("row-A8")
  void whatIsWrittenIsReadAsTheSameAgain() throws Exception {
    AnalysisSettings settings =
        new AnalysisSettings(
            List.of("practice"),
            List.of("NAME=\"a\\b\""),
            List.of(folder.resolve("inc"), folder.resolve("driver")),
            List.of(),
            List.of(
                new RoleCorrection(
                    "Serve", Optional.of("a b.c"), Optional.of(Role.DISPATCH), List.of(14, 3)),
                new RoleCorrection("Tell", Optional.empty(), Optional.of(Role.DPC), List.of())),
            new TreeMap<>(Map.of("f2", "\"quoted\"\nand on", "f1", "Known.")));
    String text = SettingsFile.text(settings, file);
    assertEquals(settings, read(text), text);
    assertTrue(text.contains("\"../inc\""), text);
    assertEquals(AnalysisSettings.NONE, read(SettingsFile.text(AnalysisSettings.NONE, file)));
  }

  /** Bars stand for line ends. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{| \"defines\": [\"A=1\"|};3;not JSON",
        "{} {};1;goes on",
        "[];1;in braces",
        "{| \"ruls\": [] };2;Did you mean rules or",
        "{ \"defines\": [],| \"defines\": [] };2;second time",
        "{| \"rules\": \"default\" };2;has to be a list",
        "{ \"rules\": [|\"default\",|7] };3;each in quotes",
        "{ \"rules\": [|\"SpinLok\"] };2;Did you mean SpinLock",
        "{ \"defines\": [|\"1=2\"] };2;cannot be defined",
        "{ \"includeFolders\": [||\"nowhere\"] };3;there is no folder",
        "{ \"roles\": [|{ \"function\": \"A\",|\"role\": \"lord\" }] };3;there is no role 'lord'",
        "{ \"roles\": [|{ \"role\": \"dpc\" }] };2;'function' is missing",
        "{ \"roles\": [|{ \"function\": \"A\", \"role\": \"dispatch\","
            + "|\"majorFunctions\": [\"IRP_MJ_RED\"] }] };3;no major function 'IRP_MJ_RED'",
        "{ \"suppressions\": [|{ \"fingerprint\": \"f\" }] };2;'reason' is missing",
      })
  @Tag("row-A8")
  void aMistakeIsOneSentenceWithItsLine(String text, int line, String words) {
    String message = refusal(() -> read(text.replace('|', '\n')));
    assertTrue(message.contains("in line " + line + ": "), message);
    assertTrue(message.contains(words), message);
    assertTrue(message.endsWith(".") || message.endsWith("?"), message);
    assertEquals(1, message.lines().count());
  }

  @Test
  void aFileThatIsNotThereOrNoTextIsTold() throws IOException {
    String gone = refusal(() -> SettingsFile.read(file));
    assertTrue(gone.contains("cannot be read"), gone);
    Files.write(file, new byte[] {'{', (byte) 0xC3, (byte) 0x28, '}'});
    String junk = refusal(() -> SettingsFile.read(file));
    assertTrue(junk.contains("UTF-8"), junk);
  }

  private static String refusal(Executable reading) {
    return String.valueOf(assertThrows(SettingsFile.UnusableException.class, reading).getMessage());
  }
}
