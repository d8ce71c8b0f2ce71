package app

import (
	"fmt"
	"slices"
	"syscall"
)

// space returns how many bytes are free where a folder lies, and whether it lies on
// another machine.
func space(folder string) (free int64, remote bool, err error) {
	var s syscall.Statfs_t
	if err := syscall.Statfs(folder, &s); err != nil {
		return 0, false, fmt.Errorf("asking how much space is free: %w", err)
	}
	// NFS, SMB, CIFS, SMB2, AFS, 9P: locks cannot be relied on there.
	far := []int64{0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x5346414f, 0x01021997}
	return int64(s.Bavail) * s.Bsize, slices.Contains(far, s.Type), nil //nolint:gosec // no disk has 2^63 blocks
}
