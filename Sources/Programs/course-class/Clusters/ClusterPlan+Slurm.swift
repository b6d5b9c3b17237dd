import Formats

extension ClusterPlan {
  /// A batch script for Slurm: an array with one task per part. Another job waits for all parts and joins
  /// them.
  ///
  /// A part whose machine fails goes back into the queue and continues where it was.
  public var slurmScript: String {
    """
    #!/bin/bash
    # Grades a class in \(parts) parts. Submit it, and the joining after it, where FILE is this file:
    #   array=$(sbatch --parsable FILE)
    #   sbatch --dependency=afterany:$array --wrap \(shellQuoted("cd \(shellQuoted(course)) && \(mergingLine)"))
    #SBATCH --job-name=course-class
    #SBATCH --array=1-\(parts)
    #SBATCH --ntasks=1
    #SBATCH --cpus-per-task=\(jobs)
    #SBATCH --mem-per-cpu=2G
    #SBATCH --requeue
    #SBATCH --output=course-class-%A-%a.log
    set -eu
    cd \(shellQuoted(course))
    \(gradingLine(part: "$SLURM_ARRAY_TASK_ID"))

    """
  }
}
