package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/trucewatch/trucewatch/internal/lang"
	"github.com/trucewatch/trucewatch/internal/lang/names"
	"github.com/trucewatch/trucewatch/packs"
)

const mega = 1 << 20

// size measures the weights in the repository, and the most memory that a process
// of its own takes which analyses every report and finds its names.
func (f figures) size(shared string, mode lang.Mode) error {
	total := int64(0)
	for _, pattern := range []string{"internal/lang/*/*.bin", "internal/lang/*/*.gz"} {
		paths, err := filepath.Glob(pattern)
		if err != nil {
			return fmt.Errorf("finding weights: %w", err)
		}
		for _, path := range paths {
			stat, err := os.Stat(path)
			if err != nil {
				return fmt.Errorf("measuring weights: %w", err)
			}
			total += stat.Size()
		}
	}
	if total > 0 {
		f["weights, MB"] = float64(total) / mega
	}
	self, err := os.Executable()
	if err != nil {
		return fmt.Errorf("finding this program: %w", err)
	}
	out, err := exec.CommandContext(context.Background(), self, "-shared", shared, "-memory", string(mode)).Output()
	if err != nil {
		return fmt.Errorf("measuring memory: %w", err)
	}
	if most, err := strconv.ParseFloat(strings.TrimSpace(string(out)), 64); err == nil && most > 0 {
		f["most memory, MB"] = most
	}
	return nil
}

// memory analyses every report and prints the most memory that this process took,
// in MB; 0 where the system does not tell.
func memory(shared string, mode lang.Mode) error {
	analyser, err := lang.New(mode)
	if err != nil {
		return err
	}
	finder, err := names.Load(packs.FS)
	if err != nil {
		return err
	}
	texts, err := reportTexts(shared)
	if err != nil {
		return err
	}
	for _, text := range texts {
		finder.Find(text, analyser.Sentences(text))
	}
	_, err = fmt.Println(mostMemory())
	return err
}

// mostMemory reads the high-water mark of this process where there is a /proc.
func mostMemory() float64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			kilo, _ := strconv.ParseFloat(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(rest), "kB")), 64)
			return kilo / 1024
		}
	}
	return 0
}
