"""Why a file is refused: one clear sentence each, in Chinese and English, with what to do.

A reason is a constant name; `refusal` makes the error, so that every way into the
room (file name, magic bytes, parser) says the same of the same thing.
"""

from __future__ import annotations

from assistant.errors import Unreadable

_SAVE_ZH = "请用 WPS 或 Word 打开后另存为 .docx 再试"
_SAVE_EN = "open it in WPS or Word, save it as .docx and try again"

# reason -> (Chinese, English); {name} is the file's name.
REASONS: dict[str, tuple[str, str]] = {
    "empty": ("文件是空的，没有可读的文字；请检查是否选错了文件或保存未完成",
              "the file is empty, there is no text to read; check that it is the right file and was saved"),
    "no_words": ("文件里没有文字；请检查内容后再试", "the file holds no words; check what is in it and try again"),
    "doc": (f"是旧版 Word 格式（.doc），不能直接读取；{_SAVE_ZH}",
            f"an old Word file (.doc) cannot be read; {_SAVE_EN}"),
    "wps": (f"是 WPS 文字格式（.wps），不能直接读取；{_SAVE_ZH}",
            f"a WPS file (.wps) cannot be read; {_SAVE_EN}"),
    "rtf": (f"是 RTF 格式，不能直接读取；{_SAVE_ZH}", f"an RTF file cannot be read; {_SAVE_EN}"),
    "odt": (f"是 OpenDocument 格式，不能直接读取；{_SAVE_ZH}",
            f"an OpenDocument file cannot be read; {_SAVE_EN}"),
    "ofd": ("是 OFD 版式文件，不能直接读取；请用 OFD 阅读器导出为带文字层的 PDF，或向来文单位索取 .docx",
            "an OFD file cannot be read; export it as a PDF with a text layer, or ask its sender for a .docx"),
    "sheet": ("是电子表格，不能作为公文读取；请把需要的内容复制到 .docx 或 .txt",
              "a spreadsheet cannot be read as a document; copy what is needed into a .docx or .txt"),
    "slides": ("是演示文稿，不能作为公文读取；请把需要的内容复制到 .docx 或 .txt",
               "a slide show cannot be read as a document; copy what is needed into a .docx or .txt"),
    "archive": ("是压缩包，不能直接读取；请解压后逐个放入其中的文件",
                "an archive cannot be read; unpack it and give the files in it one by one"),
    "picture": ("是图片，没有文字可读；请先做文字识别（OCR），再存为 .docx 或 .txt",
                "a picture holds no text to read; recognise its text (OCR) and save that as .docx or .txt"),
    "media": ("是音视频文件，不能读取；请提供文字稿（.docx 或 .txt）",
              "a sound or film file cannot be read; give its transcript (.docx or .txt)"),
    "mht": ("是网页归档（.mht），不能直接读取；请在浏览器中另存为“仅 HTML”（.html）再试",
            "a web archive (.mht) cannot be read; save the page as HTML only (.html) and try again"),
    "binary": ("不是文字文件（含大量不可读的字节）；请提供 .docx、.pdf、.html 或 .txt",
               "this is not a text file (too many unreadable bytes); give a .docx, .pdf, .html or .txt"),
    "is_pdf": ("内容其实是 PDF；请把文件后缀改为 .pdf 再试",
               "the content is really a PDF; change the file's suffix to .pdf and try again"),
    "is_docx": ("内容其实是 Word 文档；请把文件后缀改为 .docx 再试",
                "the content is really a Word document; change the file's suffix to .docx and try again"),
    "not_docx": ("不是有效的 Word 文档（.docx）；请用 WPS 或 Word 打开检查，另存为 .docx 再试",
                 "this is not a Word document (.docx); open it in WPS or Word, save it as .docx and try again"),
    "not_pdf": ("不是有效的 PDF；请用阅读器打开检查，重新导出后再试",
                "this is not a PDF; open it in a viewer, export it again and try again"),
    "locked_docx": ("有密码保护（加密）；请用 WPS 或 Word 打开，取消密码后另存为 .docx 再试",
                    "it is encrypted with a password; open it in WPS or Word, remove the password, "
                    "save as .docx and try again"),
    "locked_pdf": ("有密码保护（加密）；请取消密码后重新导出 PDF 再试",
                   "it is encrypted with a password; remove the password, export the PDF again and try again"),
    "broken": ("文件不完整或已损坏；请重新下载或重新保存后再试",
               "the file is truncated or damaged; download or save it again and try again"),
    "bomb": ("解压后的内容异常庞大，可能是恶意文件，已拒绝；请核实来源，或另存为新文件再试",
             "it unpacks to far more than a document holds (zip bomb) and was refused; "
             "check where it comes from, or save it as a new file"),
    "doctype": ("含有外部实体或文档类型声明（DOCTYPE），可能丢字或泄露文件，已拒绝；"
                "请用 WPS 或 Word 另存为新的 .docx 再试",
                "it declares a DOCTYPE or external entity, which can lose text or leak files, and was refused; "
                "save it as a new .docx in WPS or Word and try again"),
    "scan": ("没有文字层（可能是扫描件）；请先做文字识别（OCR），再存为 .docx、.txt 或带文字层的 PDF",
             "it has no text layer (a scan, perhaps); recognise its text (OCR) and save it as .docx, .txt "
             "or a PDF with a text layer"),
    "garbled_pdf": ("文字层不可用（字体没有编码对照，提取出来是乱码）；请向来文单位索取 .docx，或做文字识别（OCR）",
                    "its text layer is unusable (fonts without a character map); ask for the .docx, "
                    "or recognise its text (OCR)"),
    "nested": ("嵌套层数过深，无法解析；请另存为纯文字（.txt）再试",
               "it is nested too deeply to parse; save it as plain text (.txt) and try again"),
    "slow": ("解析超过时间限制，已停止；请拆分文件，或另存为 .docx、.txt 再试",
             "parsing took longer than the time limit and was stopped; split the file, "
             "or save it as .docx or .txt and try again"),
    "memory": ("解析超过内存限制，已停止；请拆分文件，或另存为 .docx、.txt 再试",
               "parsing needed more memory than the limit and was stopped; split the file, "
               "or save it as .docx or .txt and try again"),
    "crash": ("解析时出错，文件可能已损坏；请重新保存，或另存为 .docx、.txt 再试",
              "the parser failed on it, it may be damaged; save it again, or as .docx or .txt, and try again"),
}


def refusal(reason: str, name: str = "") -> Unreadable:
    """The error for a reason of `REASONS`, naming the file. Raise what it returns.

    >>> refusal("rtf", "a.rtf").zh
    '“a.rtf”是 RTF 格式，不能直接读取；请用 WPS 或 Word 打开后另存为 .docx 再试'
    """
    zh, en = REASONS[reason]
    return Unreadable(f"“{name}”{zh}" if name else zh, f"{name}: {en}" if name else en)
