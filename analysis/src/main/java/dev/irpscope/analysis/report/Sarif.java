package dev.irpscope.analysis.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The part of SARIF 2.1.0 (OASIS standard) that our reports use, named as there. Empty values are
 * left out when written, but for those that the schema requires.
 */
final class Sarif {
  static final String VERSION = "2.1.0";
  static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  private Sarif() {}

  record Log(@JsonProperty("$schema") String schema, String version, List<Run> runs) {}

  record Run(
      Tool tool,
      List<Invocation> invocations,
      Map<String, ArtifactLocation> originalUriBaseIds,
      List<Artifact> artifacts,
      String columnKind,
      String defaultSourceLanguage,
      String language,
      @JsonInclude(JsonInclude.Include.ALWAYS) List<Result> results) {}

  record Tool(ToolComponent driver) {}

  record ToolComponent(
      String name,
      String version,
      String semanticVersion,
      String informationUri,
      Text shortDescription,
      List<ReportingDescriptor> rules,
      List<ReportingDescriptor> notifications) {}

  record ReportingDescriptor(
      String id,
      Optional<Text> shortDescription,
      Optional<Text> fullDescription,
      Optional<String> helpUri,
      Optional<Text> help,
      Optional<Configuration> defaultConfiguration,
      Map<String, Object> properties) {}

  record Configuration(String level) {}

  record Text(String text, Optional<String> markdown) {
    static Text plain(String text) {
      return new Text(text, Optional.empty());
    }
  }

  record Message(String text) {}

  record Invocation(
      @JsonInclude(JsonInclude.Include.ALWAYS) boolean executionSuccessful,
      List<Notification> toolExecutionNotifications) {}

  record Notification(
      DescriptorReference descriptor,
      Optional<DescriptorReference> associatedRule,
      String level,
      Message message,
      List<Location> locations) {}

  record DescriptorReference(String id, int index) {}

  record Artifact(ArtifactLocation location, List<String> roles, String sourceLanguage) {}

  record ArtifactLocation(
      String uri, String uriBaseId, Optional<Integer> index, Optional<Text> description) {}

  record Result(
      String ruleId,
      int ruleIndex,
      String kind,
      String level,
      Message message,
      List<Location> locations,
      List<CodeFlow> codeFlows,
      List<Location> relatedLocations,
      Map<String, String> partialFingerprints,
      String baselineState,
      List<Suppression> suppressions,
      Map<String, Object> properties) {}

  record Suppression(String kind, String status, String justification) {}

  record Location(
      Optional<Integer> id,
      Optional<PhysicalLocation> physicalLocation,
      List<LogicalLocation> logicalLocations,
      Optional<Message> message) {}

  record PhysicalLocation(ArtifactLocation artifactLocation, Optional<Region> region) {}

  record Region(
      int startLine, int startColumn, int endLine, int endColumn, Optional<Text> snippet) {}

  record LogicalLocation(String name, String fullyQualifiedName, String kind) {}

  record CodeFlow(Optional<Message> message, List<ThreadFlow> threadFlows) {}

  record ThreadFlow(List<ThreadFlowLocation> locations) {}

  record ThreadFlowLocation(
      Location location,
      List<String> kinds,
      Map<String, Text> state,
      int nestingLevel,
      int executionOrder,
      String importance,
      Map<String, Object> properties) {}
}
