"""Why the operating system refuses something, in Chinese and English."""

import errno

_REASONS = {
    errno.ENOENT: "文件不存在",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.ELOOP: "符号链接循环",
    errno.ENAMETOOLONG: "文件名过长",
    errno.EIO: "读写出错",
    errno.ENOSPC: "磁盘空间不足",
    errno.EROFS: "磁盘只能读取，不能写入",
    errno.EEXIST: "文件已存在",
}
"""What it says most often."""


def reason(error: OSError, *, writing: bool = False) -> tuple[str, str]:
    """What to say of an error, of a file that is written or read; where there is no Chinese for it, the words of the
    system."""
    en = (error.strerror or str(error)).rstrip(".")
    if writing and error.errno == errno.ENOENT:
        return "文件夹不存在", en
    return _REASONS.get(error.errno or 0, en), en
