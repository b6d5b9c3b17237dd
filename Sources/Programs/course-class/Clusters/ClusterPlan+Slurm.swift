import Formats

extension ClusterPlan {
  /// A batch script for Slurm: an array with one task a part. A job that waits for all of them joins them.
  ///
  /// A part whose machine fails is put back into the queue and goes on where it was.
  public var slurmScript: String {
    """
    #!/bin/bash
    # Grades a class in \(parts) parts. Hand it in, and the joining behind it, where FILE is this file:
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
