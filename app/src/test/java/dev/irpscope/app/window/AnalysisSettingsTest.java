package dev.irpscope.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.program.Role;
import dev.irpscope.analysis.program.RoleCorrection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

/** What the user says about an analysis: headers, settings, roles. */
final class AnalysisSettingsTest extends OnOpenWindow {
  @Test
  @Tag("row-A9")
  void missingHeadersAreCountedAndAFolderIsAddedOnTheSpot() {
    assertEquals(
        "1 header not found: wmi.h (4 functions affected)",
        robot.lookup("#missing-headers").queryLabeled().getText());
    files.set(temporary.resolve("kit").resolve("inc"));
    int before = usedOptions.size();
    robot.interact(() -> robot.lookup("#trouble-addHeaderFolder").queryButton().fire());
    WaitForAsyncUtils.waitForFxEvents();
    assertEquals(before + 1, usedOptions.size(), "analysed again at once");
    assertEquals(
        List.of(temporary.resolve("kit").resolve("inc").toAbsolutePath()),
        usedOptions.getLast().includeFolders());
    assertTrue(
        robot.lookup("#notice-saveSettings").tryQuery().isPresent(), "it can be kept in a file");
  }

  @Test
  @Tag("row-A8")
  void aChosenSettingsFileIsUsedAndRememberedWithItsFolder() throws IOException {
    Path file = temporary.resolve("chosen.json");
    Files.writeString(file, "{ \"defines\": [\"CHOSEN=1\"] }");
    files.set(file);
    robot.interact(() -> window.commands().get("useSettings").run());
    assertEquals(List.of("CHOSEN=1"), usedOptions.getLast().defines());
    robot.interact(() -> {
      model.close();
      model.open(temporary);
    });
    assertEquals(List.of("CHOSEN=1"), usedOptions.getLast().defines(), "with its folder again");
    assertTrue(robot.lookup("#status-settings").queryLabeled().getText().contains("chosen.json"));
    Files.writeString(file, "{ \"defines\": [\"CHOSEN=1\"], oops }");
    robot.interact(() -> window.commands().get("analyse").run());
    String told = robot.lookup("#notice-text-SettingsUnusable").queryLabeled().getText();
    assertTrue(told.contains("in line 1"), told);
    assertEquals(List.of("CHOSEN=1"), usedOptions.getLast().defines(), "what it said stays");
    robot.interact(() -> window.commands().get("leaveSettings").run());
    assertEquals(List.of(), usedOptions.getLast().defines());
    assertEquals(Optional.empty(), settings.settingsFile(temporary));
  }

  @Test
  @Tag("row-A7")
  void theRoutinesAreListedAndCorrectedByTheUser() {
    press(KeyCode.CONTROL, KeyCode.R);
    WaitForAsyncUtils.waitForFxEvents();
    var list = robot.lookup("#routine-list").queryListView();
    String entry = fake.forgotten().function().name();
    assertEquals(1, list.getItems().size());
    var change =
        robot.lookup("#routine-change-" + entry).queryAs(javafx.scene.control.MenuButton.class);
    assertTrue(
        robot
            .from(robot.lookup("#routine-" + entry).<Node>query())
            .lookup(".label")
            .queryAllAs(Label.class)
            .stream()
            .anyMatch(l -> l.getText().equals("assigned to MajorFunction in DriverEntry")));
    var cancel =
        change.getItems().stream()
            .filter(i -> "role-cancel".equals(i.getId()))
            .findFirst()
            .orElseThrow();
    robot.interact(cancel::fire);
    assertTrue(
        robot.lookup("#notice-SettingsChanged").tryQuery().isPresent(), "a way on is offered");
    robot.interact(() -> robot.lookup("#routines-analyse").queryButton().fire());
    assertEquals(
        List.of(Optional.of(Role.CANCEL)),
        usedOptions.getLast().roles().stream().map(RoleCorrection::role).toList());
    robot.interact(() -> list.getScene().getWindow().hide());
  }
}
