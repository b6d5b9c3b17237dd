import Formats
import Foundation

extension ClusterPlan {
  /// A manifest for Kubernetes: an Indexed Job with one pod per part, on a shared volume.
  ///
  /// - Parameters:
  ///   - image: a container image with the Swift toolchain and the course at the plan's folder.
  ///   - claim: the persistent volume claim that holds submissions and results, mounted at `/class`.
  public func kubernetesManifest(image: String, claim: String) -> String {
    let script = """
      set -eu
      cd \(shellQuoted(course))
      \(gradingLine(part: "$((JOB_COMPLETION_INDEX + 1))"))
      \(mergingLine) || echo "The parts that end later will join them."
      """
    return """
      # Grades a class in \(parts) parts, each in its own pod. Submit it with: kubectl create -f FILE
      apiVersion: batch/v1
      kind: Job
      metadata:
        generateName: course-class-
      spec:
        completionMode: Indexed
        completions: \(parts)
        parallelism: \(parts)
        backoffLimit: \(2 * parts)
        template:
          spec:
            restartPolicy: OnFailure
            automountServiceAccountToken: false
            containers:
              - name: grader
                image: \(yamlQuoted(image))
                command: ["/bin/bash", "-c"]
                args:
                  - |
      \(indented(script, by: 14))
                resources:
                  requests: {cpu: "\(jobs)", memory: "\(2 * jobs)Gi"}
                  limits: {memory: "\(2 * jobs)Gi"}
                volumeMounts:
                  - {name: class, mountPath: /class}
            volumes:
              - name: class
                persistentVolumeClaim: {claimName: \(yamlQuoted(claim))}

      """
  }

  private func indented(_ text: String, by count: Int) -> String {
    let margin = String(repeating: " ", count: count)
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { margin + $0 }
      .joined(separator: "\n")
  }

  /// A quoted text for YAML, whatever it contains.
  private func yamlQuoted(_ text: String) -> String {
    "'" + text.replacingOccurrences(of: "'", with: "''") + "'"
  }
}
