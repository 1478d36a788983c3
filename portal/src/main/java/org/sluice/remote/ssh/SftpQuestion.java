package org.sluice.remote.ssh;

import java.io.IOException;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.sftp.SFTPEngine;
import org.jspecify.annotations.Nullable;

/** One question about a file, on an SFTP channel of its own. */
final class SftpQuestion<T> implements LeasedWork.Work<T> {
    /** What is asked, once SFTP is ready. */
    interface Question<T> {
        T ask(SFTPEngine sftp) throws IOException;
    }

    private final Question<T> question;
    private volatile @Nullable SFTPEngine engine;

    SftpQuestion(Question<T> question) {
        this.question = question;
    }

    @Override
    public T on(SSHClient client) throws IOException {
        SFTPEngine opened = new SFTPEngine(client);
        engine = opened;
        return question.ask(opened.init());
    }

    @Override
    public void close() throws IOException {
        SFTPEngine opened = engine;
        if (opened != null) {
            opened.close();
        }
    }
}
