"""The cluster examples do what they say: the same study as one process makes. Skipped, with the reason, where Slurm or
Snakemake is not installed.

Usage: cluster_test.py PROGRAM
"""
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

PROGRAM = str(Path(sys.argv.pop(1)).resolve())
ROOT = Path(__file__).resolve().parent.parent.parent
EXAMPLES = ROOT / "examples/cluster"
RUN = ["run", "tutorial-town", "--runs", "20"]
os.environ["UPSURGE_SCENARIOS"] = str(ROOT / "scenarios")
os.environ["UPSURGE"] = PROGRAM

SLURM_CONF = """ClusterName=test
SlurmctldHost={host}
SlurmctldPort={port}
SlurmdPort={other_port}
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket={folder}/munge/munge.socket
CryptoType=crypto/munge
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd.log
ProctrackType=proctrack/pgid
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=sched_interval=1,batch_sched_delay=0
JobRequeue=1
ReturnToService=2
SwitchType=switch/none
MpiDefault=none
NodeName={host} CPUs={cpus} State=UNKNOWN
PartitionName=test Nodes=ALL Default=YES MaxTime=INFINITE State=UP OverSubscribe=NO
"""


def missing_programs(*names):
    return [name for name in names if shutil.which(name) is None]


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Cluster(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def run_here(self, *words, **how):
        done = subprocess.run([*map(str, words)], capture_output=True, text=True, timeout=240, cwd=self.folder, **how)
        self.assertEqual(done.returncode, 0, f"{words}\n{done.stdout}\n{done.stderr}")
        return done.stdout

    def assert_as_in_one_process(self, study):
        self.run_here(PROGRAM, *RUN, "--quiet", "--out", "one")
        self.assertEqual(self.run_here(PROGRAM, "hash", study), self.run_here(PROGRAM, "hash", "one"))

    def test_snakemake(self):
        if missing := missing_programs("snakemake"):
            self.skipTest(f"not installed: {', '.join(missing)} (Debian package snakemake)")
        self.run_here("snakemake", "--snakefile", EXAMPLES / "Snakefile", "--cores", "2", "--config", f"program={PROGRAM}",
                      "study=study", "shards=3", f"command={' '.join(RUN)}", env={**os.environ, "HOME": str(self.folder)})
        self.assert_as_in_one_process("study/whole")

    def start_slurm(self):
        if missing := missing_programs("slurmctld", "slurmd", "sbatch", "munged"):
            self.skipTest(f"not installed: {', '.join(missing)} (Debian packages slurmctld, slurmd, slurm-client, munge)")
        if os.geteuid() != 0:
            self.skipTest("Slurm on one machine is started by root")
        for name in ("state", "spool", "munge"):
            (self.folder / name).mkdir(mode=0o755)
        self.folder.chmod(0o755)
        conf = self.folder / "slurm.conf"
        conf.write_text(SLURM_CONF.format(host=socket.gethostname(), folder=self.folder, port=free_port(),
                                          other_port=free_port(), cpus=os.cpu_count()))
        key = self.folder / "munge/munge.key"
        key.write_bytes(os.urandom(128))
        key.chmod(0o600)
        os.environ["SLURM_CONF"] = str(conf)
        munge = self.folder / "munge"
        self.daemons = []
        for words in (["munged", "--foreground", "--force", f"--key-file={key}", f"--socket={munge}/munge.socket",
                       f"--pid-file={munge}/munged.pid", f"--log-file={munge}/munged.log", f"--seed-file={munge}/munged.seed"],
                      ["slurmctld", "-D", "-f", str(conf)], ["slurmd", "-D", "-f", str(conf)]):
            daemon = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            self.addCleanup(daemon.wait)
            self.addCleanup(daemon.terminate)
            time.sleep(1)
        deadline = time.monotonic() + 60
        while "idle" not in subprocess.run(["sinfo", "-h", "-o", "%t"], capture_output=True, text=True).stdout:
            if time.monotonic() > deadline:
                logs = "".join(path.read_text()[-1500:] for path in self.folder.glob("slurm*.log"))
                self.skipTest(f"Slurm does not start here: {logs[-1500:]}")
            time.sleep(0.5)

    def test_slurm_array(self):
        self.start_slurm()
        # So short a budget that shards are put back into the queue and gone on with.
        env = {**os.environ, "UPSURGE_BUDGET": "1s"}
        array = self.run_here("sbatch", "--parsable", "--array=1-3", EXAMPLES / "slurm-array.sh", "study", *RUN,
                              env=env).strip()
        merge = self.run_here("sbatch", "--parsable", f"--dependency=afterok:{array}", EXAMPLES / "slurm-merge.sh",
                              "study").strip()
        deadline = time.monotonic() + 150
        while subprocess.run(["squeue", "-h", "-j", merge], capture_output=True, text=True).stdout.strip():
            if time.monotonic() > deadline:
                self.fail("the jobs do not end: " + subprocess.run(["squeue"], capture_output=True, text=True).stdout +
                          "".join(path.read_text() for path in self.folder.glob("slurm-*.out")))
            time.sleep(1)
        said = "".join(path.read_text() for path in self.folder.glob("slurm-*.out"))
        self.assertTrue((self.folder / "study/whole/manifest.json").exists(), said)
        self.assert_as_in_one_process("study/whole")


if __name__ == "__main__":
    unittest.main(verbosity=2)
