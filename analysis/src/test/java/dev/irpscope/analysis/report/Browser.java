package dev.irpscope.analysis.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Chromium without a window, told over its debugging protocol what to do. Keys that are pressed
 * go through the browser as if typed.
 */
final class Browser implements AutoCloseable {
  private static final List<String> NAMES =
      List.of(
          "chromium-headless-shell",
          "chrome-headless-shell",
          "chromium",
          "chromium-browser",
          "google-chrome",
          "google-chrome-stable",
          "chrome",
          "msedge");

  private static final long PATIENCE_SECONDS = 60;
  private static final Pattern LISTENING = Pattern.compile("DevTools listening on (ws://\\S+)");

  private final Process process;
  private final Path profile;
  private final WebSocket socket;
  private final JsonMapper json = new JsonMapper();
  private final LinkedBlockingQueue<String> received;
  private final List<JsonNode> events = new ArrayList<>();
  private String session = "";
  private int calls;

  private Browser(
      Process process, Path profile, WebSocket socket, LinkedBlockingQueue<String> received) {
    this.process = process;
    this.profile = profile;
    this.socket = socket;
    this.received = received;
  }

  /** What the variable {@code IRPSCOPE_BROWSER} names, else the first one on the path. */
  static Optional<Path> find() {
    String named = System.getenv().getOrDefault("IRPSCOPE_BROWSER", "");
    if (!named.isEmpty()) {
      return Optional.of(Path.of(named));
    }
    String path = System.getenv().getOrDefault("PATH", "");
    return NAMES.stream()
        .flatMap(name ->
            Stream.of(path.split(Pattern.quote(java.io.File.pathSeparator)))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static Browser start(Path program) throws Exception {
    Path profile = Files.createTempDirectory("irpscope-browser");
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--headless",
                "--remote-debugging-port=0",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--user-data-dir=" + profile,
                "--window-size=1280,720",
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    LinkedBlockingQueue<String> received = new LinkedBlockingQueue<>();
    try {
      WebSocket socket =
          HttpClient.newHttpClient()
              .newWebSocketBuilder()
              .buildAsync(URI.create(address(process)), new Parts(received))
              .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      Browser browser = new Browser(process, profile, socket, received);
      browser.attach();
      return browser;
    } catch (Exception e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /** Read on until the browser says where it listens; it writes little after that. */
  private static String address(Process process) throws IOException {
    BufferedReader errors =
        new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
    StringBuilder said = new StringBuilder();
    for (Optional<String> line = Optional.ofNullable(errors.readLine());
        line.isPresent();
        line = Optional.ofNullable(errors.readLine())) {
      Matcher matcher = LISTENING.matcher(line.get());
      if (matcher.find()) {
        return matcher.group(1);
      }
      said.append(line.get()).append('\n');
    }
    throw new IOException("the browser did not start: " + said);
  }

  /** Puts the parts of messages together. */
  private record Parts(LinkedBlockingQueue<String> received, StringBuilder part)
      implements WebSocket.Listener {
    Parts(LinkedBlockingQueue<String> received) {
      this(received, new StringBuilder());
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      part.append(data);
      if (last) {
        received.add(part.toString());
        part.setLength(0);
      }
      socket.request(1);
      return null;
    }
  }

  private void attach() throws Exception {
    String target =
        call("Target.createTarget", Map.of("url", "about:blank")).path("targetId").asString();
    session =
        call("Target.attachToTarget", Map.of("targetId", target, "flatten", true))
            .path("sessionId")
            .asString();
    call("Page.enable", Map.of());
    call("Runtime.enable", Map.of());
    call("Log.enable", Map.of());
    call("Network.enable", Map.of());
  }

  private JsonNode call(String method, Map<String, ?> parameters) throws Exception {
    int id = ++calls;
    Map<String, Object> message = new java.util.TreeMap<>();
    message.put("id", id);
    message.put("method", method);
    message.put("params", parameters);
    if (!session.isEmpty()) {
      message.put("sessionId", session);
    }
    socket.sendText(json.writeValueAsString(message), true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    while (true) {
      JsonNode answer = next();
      if (answer.path("id").asInt(-1) == id) {
        if (answer.has("error")) {
          throw new IllegalStateException(method + ": " + answer.path("error"));
        }
        return answer.path("result");
      }
      events.add(answer);
    }
  }

  private JsonNode next() throws InterruptedException {
    String text = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (text == null) {
      throw new IllegalStateException("the browser does not answer");
    }
    return json.readTree(text);
  }

  /** Opens a file with the network cut off. */
  void open(Path page) throws Exception {
    call(
        "Network.emulateNetworkConditions",
        Map.of("offline", true, "latency", 0, "downloadThroughput", 0, "uploadThroughput", 0));
    events.clear();
    call("Page.navigate", Map.of("url", page.toUri().toString()));
    while (events.stream().noneMatch(e -> method(e).equals("Page.loadEventFired"))) {
      events.add(next());
    }
  }

  /** Everything that the page asked for and did not carry itself. */
  List<String> requests() {
    return events.stream()
        .filter(e -> method(e).equals("Network.requestWillBeSent"))
        .map(e -> e.path("params").path("request").path("url").asString())
        .filter(url -> !url.equals("about:blank"))
        .toList();
  }

  /** What went wrong in the page's script or in reading the page. */
  List<String> complaints() {
    return events.stream()
        .filter(
            e -> method(e).equals("Runtime.exceptionThrown") || method(e).equals("Log.entryAdded"))
        .map(JsonNode::toString)
        .toList();
  }

  private static String method(JsonNode event) {
    return event.path("method").asString("");
  }

  /** The value of an expression, as text. */
  String ask(String expression) throws Exception {
    JsonNode result =
        call(
            "Runtime.evaluate",
            Map.of("expression", "String(" + expression + ")", "returnByValue", true));
    if (result.has("exceptionDetails")) {
      throw new IllegalStateException(expression + ": " + result);
    }
    return result.path("result").path("value").asString();
  }

  /**
   * Presses and lets go a key.
   *
   * @param key as events name it, with {@code Alt+}, {@code Ctrl+} and {@code Shift+} in front
   */
  void press(String key) throws Exception {
    int modifiers = (key.contains("Alt+") ? 1 : 0) + (key.contains("Ctrl+") ? 2 : 0);
    modifiers += key.contains("Shift+") ? 8 : 0;
    String plain = key.substring(key.lastIndexOf('+') + 1);
    String code =
        Character.isDigit(plain.charAt(0))
            ? "Digit" + plain
            : plain.length() == 1 ? "Key" + plain.toUpperCase(java.util.Locale.ROOT) : plain;
    for (String type : List.of("rawKeyDown", "keyUp")) {
      call(
          "Input.dispatchKeyEvent",
          Map.of("type", type, "key", plain, "code", code, "modifiers", modifiers));
    }
  }

  /** Shows the page in the dark, or as it is printed. */
  void media(String medium, String scheme) throws Exception {
    call(
        "Emulation.setEmulatedMedia",
        Map.of(
            "media",
            medium,
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  void picture(Path file) throws Exception {
    Files.createDirectories(file.toAbsolutePath().getParent());
    String data = call("Page.captureScreenshot", Map.of("format", "png")).path("data").asString();
    Files.write(file, Base64.getDecoder().decode(data));
  }

  @Override
  public void close() throws IOException {
    socket.abort();
    process.destroy();
    // It writes into its profile until it has ended.
    process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join().destroyForcibly();
    process.onExit().join();
    try (Stream<Path> files = Files.walk(profile)) {
      files.sorted(Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
    }
  }
}
